using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>The look of things at a prompt.</summary>
public class FormatTests
{
    [Fact]
    public async Task A_completion_is_its_text_and_one_line()
    {
        await using var service = await FakeService.StartAsync(context => Wire.StreamAsync(context, "Hello", " world"));
        using var shell = service.Connect();
        Assert.Equal("Hello world\nm · 3 + 2 tokens · 0.50 s to first token · 10 tok/s · stop", shell.Show("Invoke-QubridChat hi").Trim());
    }

    [Fact]
    public async Task What_is_not_known_is_not_in_the_line()
    {
        await using var service = await FakeService.StartAsync(context =>
            Wire.SendAsync(context, """{"model":"m","choices":[{"message":{"content":null},"finish_reason":"length"}]}"""));
        using var shell = service.Connect();
        Assert.Equal("m · length", shell.Show("Invoke-QubridChat hi").Trim());
    }

    [Theory]
    [InlineData("Invoke-QubridChat hi")]
    [InlineData("Invoke-QubridChat hi -Live")]
    [InlineData("(Invoke-QubridChat hi).Choices[0].Message")]
    public async Task A_models_text_cannot_drive_the_terminal_but_the_object_keeps_it(string script)
    {
        const string evil = "\u001b]0;owned\u0007red\r\u009b31m";
        await using var service = await FakeService.StartAsync(context => Wire.StreamAsync(context, evil));
        using var shell = service.Connect();
        var seen = shell.Show(script);
        Assert.DoesNotContain(seen, character => char.IsControl(character) && character is not '\n');
        Assert.Contains("␛]0;owned␇red", seen, StringComparison.Ordinal);
        Assert.Equal(evil, shell.Get("Invoke-QubridChat hi").Single().Text());
    }

    [Fact]
    public void Messages_are_a_table()
    {
        using var shell = new Shell();
        var lines = shell.Show("New-QubridMessage 'Be short.' -Role system; New-QubridMessage 'See' -Image 'https://x/a.png'").Trim().Split('\n');
        Assert.Matches("^Role +Content", lines[0]);
        Assert.Matches("^system +Be short.", lines[2]);
        Assert.Matches(@"^user +See \[1 image\]", lines[3]);
    }

    [Fact]
    public void A_connection_is_a_list_without_the_key()
    {
        using var shell = new Shell();
        var seen = shell.Show("Connect-Qubrid -ApiKey canary-0123 -Model m -TimeoutSeconds 90 -PassThru");
        Assert.Matches(@"BaseUri +: https://", seen);
        Assert.Matches(@"ApiKey +: \*{8}", seen);
        Assert.Matches("Timeouts +: connect 15 s, idle 100 s, total 90 s", seen);
        Assert.DoesNotContain("canary", seen, StringComparison.Ordinal);
    }

    [Fact]
    public void Models_are_a_table()
    {
        using var mock = new MockShell();
        var seen = mock.Shell.Show("Get-QubridModel");
        Assert.Matches("Id +OwnedBy +Created", seen);
        Assert.Matches("openai/gpt-oss-120b +openai +2024-03-09", seen);
    }

    [Fact]
    public void An_error_is_a_friendly_line_and_what_to_do()
    {
        using var mock = new MockShell();
        var seen = mock.Shell.Show("42 | Invoke-QubridChat");
        Assert.Contains("An object of type Int32 is data", seen, StringComparison.Ordinal);
        Assert.Contains("Give -Prompt", seen, StringComparison.Ordinal);
    }
}
