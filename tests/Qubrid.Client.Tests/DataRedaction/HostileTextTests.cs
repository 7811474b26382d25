using System.Diagnostics;

namespace Qubrid.Client.Tests.DataRedaction;

public class HostileTextTests
{
    private const int Length = 1_000_000;

    // A quadratic search takes minutes, and a linear one of this kind of text up to three seconds on a busy machine.
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("a")]
    [InlineData("@")]
    [InlineData("a@")]
    [InlineData("a@b.")]
    [InlineData("1")]
    [InlineData("1.")]
    [InlineData("4111 ")]
    [InlineData(":")]
    [InlineData("fe80::")]
    [InlineData("DE89")]
    [InlineData("+1 ")]
    [InlineData("[")]
    [InlineData("[EMAIL_1]")]
    [InlineData("{\"password\":")]
    [InlineData("password=")]
    [InlineData("password=\"")]
    [InlineData("password=x1y ")]
    [InlineData("<password>")]
    [InlineData("name:password,value:")]
    [InlineData("://a:")]
    [InlineData("-----BEGIN PRIVATE KEY-----\n")]
    [InlineData("eyJaaaaaaaaa.")]
    [InlineData("sk-")]
    [InlineData("bearer ")]
    [InlineData("C:\\Users\\")]
    [InlineData("\\")]
    [InlineData("password,")]
    [InlineData("password,x\n")]
    [InlineData("password,\"x\n")]
    [InlineData("net use -u mysql /p")]
    [InlineData("\\u002B")]
    public void Redaction_takes_linear_time(string repeated)
    {
        var text = string.Concat(Enumerable.Repeat(repeated, Length / repeated.Length));
        var watch = Stopwatch.StartNew();
        var session = RedactionSupport.AllRestored.CreateSession();
        var redacted = session.Redact(text);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, s_limit);
        Assert.Equal(text, session.Restore(redacted));
    }

    [Fact]
    public void Many_distinct_secrets_take_linear_time()
    {
        var text = string.Concat(Enumerable.Range(0, 40_000).Select(index => $"password=aaaaaaaa{index}\naaaaaaaa{index}\n"));
        var watch = Stopwatch.StartNew();
        var session = RedactionSupport.AllRestored.CreateSession();
        var redacted = session.Redact(text);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, s_limit);
        Assert.DoesNotContain("aaaa", redacted);
        Assert.Equal(40_000, session.Redactions["Secret"]);
        Assert.Equal(text, session.Restore(redacted));
    }
}
