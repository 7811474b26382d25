namespace Qubrid.Client.Tests.DataRedaction;

public class PlaceholderRestorerTests
{
    private readonly RedactionSession _session = RedactionSupport.All.CreateSession();

    public PlaceholderRestorerTests() => _session.Redact("a@x.example b@x.example 10.0.0.1 password=hunter2");

    [Theory]
    [InlineData("is [EMAIL_1], [IPADDRESS_1][EMAIL_2]!", "is a@x.example, 10.0.0.1b@x.example!")]
    [InlineData("[[EMAIL_1]] [EMAIL_[EMAIL_2]", "[a@x.example] [EMAIL_b@x.example")]
    [InlineData("[EMAIL_9] [EMAIL_12] [SECRET_1] [E", "[EMAIL_9] [EMAIL_12] [SECRET_1] [E")]
    public void Streamed_text_cut_anywhere_equals_the_whole_text(string text, string expected)
    {
        Assert.Equal(expected, _session.Restore(text));
        for (var first = 0; first <= text.Length; first++)
        {
            for (var second = first; second <= text.Length; second++)
            {
                var restorer = _session.CreateRestorer();
                Assert.Equal(expected, restorer.Add(text[..first]) + restorer.Add(text[first..second]) + restorer.Add(text[second..]) + restorer.Flush());
            }
        }
    }

    [Theory]
    [InlineData("see [", "see ", "[")]
    [InlineData("[EMA", "", "[EMA")]
    [InlineData("[EMAIL_1", "", "[EMAIL_1")]
    [InlineData("[EMAIL_3", "[EMAIL_3", "")]
    [InlineData("[x", "[x", "")]
    [InlineData("a[0", "a[0", "")]
    [InlineData("[SEC", "[SEC", "")]
    [InlineData("[S", "[S", "")]
    [InlineData("[EMAIL_1]", "a@x.example", "")]
    [InlineData("[EMAIL_1] [", "a@x.example ", "[")]
    [InlineData("plain", "plain", "")]
    public void Only_the_beginning_of_an_existing_placeholder_is_held_back(string piece, string emitted, string heldBack)
    {
        var restorer = _session.CreateRestorer();
        Assert.Equal(emitted, restorer.Add(piece));
        Assert.Equal(heldBack, restorer.Flush());
    }
}
