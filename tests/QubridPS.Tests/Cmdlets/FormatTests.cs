using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests how objects are displayed.</summary>
public class FormatTests
{
    [Fact]
    public async Task Completion_is_shown_as_text_and_one_footer_line()
    {
        await using var service = await StubServer.StartAsync(context => StubResponses.SendStreamAsync(context, "Hello", " world"));
        using var shell = service.Connect();
        Assert.Equal("Hello world\nm · 3 + 2 tokens · 0.50 s to first token · 10 tok/s · stop", shell.Show("Invoke-QubridChat hi").Trim());
    }

    [Fact]
    public async Task Unknown_values_are_not_in_the_footer()
    {
        await using var service = await StubServer.StartAsync(context =>
            StubResponses.SendAsync(context, """{"model":"m","choices":[{"message":{"content":null},"finish_reason":"length"}]}"""));
        using var shell = service.Connect();
        Assert.Equal("m · length", shell.Show("Invoke-QubridChat hi").Trim());
    }

    [Theory]
    [InlineData("Invoke-QubridChat hi")]
    [InlineData("Invoke-QubridChat hi -Live")]
    [InlineData("(Invoke-QubridChat hi).Choices[0].Message")]
    public async Task Control_characters_are_replaced_in_the_view_but_kept_in_the_object(string script)
    {
        const string escapeSequence = "\u001b]0;owned\u0007red\r\u009b31m";
        await using var service = await StubServer.StartAsync(context => StubResponses.SendStreamAsync(context, escapeSequence));
        using var shell = service.Connect();
        var screenText = shell.Show(script);
        Assert.DoesNotContain(screenText, character => char.IsControl(character) && character is not '\n');
        Assert.Contains("␛]0;owned␇red", screenText, StringComparison.Ordinal);
        Assert.Equal(escapeSequence, shell.Get("Invoke-QubridChat hi").Single().GetText());
    }

    [Fact]
    public void Messages_are_shown_as_a_table()
    {
        using var shell = new Shell();
        var lines = shell.Show("New-QubridMessage 'Be short.' -Role system; New-QubridMessage 'See' -Image 'https://x/a.png'").Trim().Split('\n');
        Assert.Matches("^Role +Content", lines[0]);
        Assert.Matches("^system +Be short.", lines[2]);
        Assert.Matches(@"^user +See \[1 image\]", lines[3]);
    }

    [Fact]
    public void Connection_is_shown_as_a_list_without_the_key()
    {
        using var shell = new Shell();
        var screenText = shell.Show("Connect-Qubrid -ApiKey canary-0123 -Model m -TimeoutSeconds 90 -PassThru");
        Assert.Matches(@"BaseUri +: https://", screenText);
        Assert.Matches(@"ApiKey +: \*{8}", screenText);
        Assert.Matches("Timeouts +: connect 15 s, idle 100 s, total 90 s", screenText);
        Assert.DoesNotContain("canary", screenText, StringComparison.Ordinal);
    }

    [Fact]
    public void Models_are_shown_as_a_table()
    {
        using var mock = new MockShell();
        var screenText = mock.Shell.Show("Get-QubridModel");
        Assert.Matches("Id +OwnedBy +Created", screenText);
        Assert.Matches("openai/gpt-oss-120b +openai +2024-03-09", screenText);
    }

    [Fact]
    public void Error_is_shown_with_message_and_recommended_action()
    {
        using var mock = new MockShell();
        var screenText = mock.Shell.Show("42 | Invoke-QubridChat");
        Assert.Contains("An object of type Int32 was piped without a prompt", screenText, StringComparison.Ordinal);
        Assert.Contains("Use -Prompt", screenText, StringComparison.Ordinal);
    }
}
