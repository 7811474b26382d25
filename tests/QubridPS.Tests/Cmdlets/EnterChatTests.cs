using System.Management.Automation.Runspaces;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests Enter-QubridChat with predefined lines of input.</summary>
public sealed class EnterChatTests : IDisposable
{
    private const char ControlC = '\u0003';
    private readonly MockShell _mock = new();

    private RecordingUserInterface Screen => _mock.Shell.Host.Screen;

    [Fact]
    public void Chat_shows_completions_and_returns_the_conversation()
    {
        var messages = RunChat("Enter-QubridChat -System s -Model m -Temperature 0.5 -MaxTokens 9", "One", "", "Two", "/exit", "never");
        Assert.Equal(["system: s", "user: One", "assistant: Mock answer to: One", "user: Two", "assistant: Mock answer to: Two"], messages);
        Assert.Equal(
            """
            Chat with m. Type /help for commands, /exit to quit.
            > One
            Mock answer to: One
            > 
            > Two
            Mock answer to: Two
            > /exit

            """.ReplaceLineEndings("\n"),
            Screen.Text);
        Assert.Equal(4, _mock.Body(1).GetProperty("messages").GetArrayLength());
        Assert.Equal(("m", 0.5, 9), (_mock.Requests[1].GetText("Model"), _mock.Body(1).GetProperty("temperature").GetDouble(), _mock.Body(1).GetProperty("max_tokens").GetInt32()));
    }

    [Theory]
    [InlineData("one`|two`|three", "one\ntwo\nthree")]
    [InlineData("\"\"\"|one|/exit||two`|\"\"\"", "one\n/exit\n\ntwo`")]
    [InlineData("\"\"\"|no end", "no end")]
    [InlineData("last`", "last")]
    [InlineData(" /etc is what?", " /etc is what?")]
    public void Input_can_have_several_lines(string lines, string prompt)
    {
        RunChat("Enter-QubridChat", lines.Split('|'));
        Assert.Equal([prompt], _mock.Prompts);
    }

    [Theory]
    [InlineData("$first")]
    [InlineData("$first.Messages")]
    [InlineData("[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($first))")]
    [InlineData("@{ role = 'user'; content = 'One' }, @{ role = 'assistant'; content = 'Mock answer to: One' }")]
    public void Conversation_can_be_continued_before_and_after_the_chat(string initialInput)
    {
        TypeLines("Two");
        _mock.Get($"$first = Invoke-QubridChat One; $chat = {initialInput} | Enter-QubridChat; $null = $chat | Invoke-QubridChat Three");
        TypeLines("Four");
        _mock.Get("$null = Enter-QubridChat -Message $chat");
        Assert.Equal(["One", "Two", "Three", "Four"], _mock.Prompts);
        Assert.Equal([1, 3, 5, 5], Enumerable.Range(0, 4).Select(index => _mock.Body(index).GetProperty("messages").GetArrayLength()));
    }

    [Fact]
    public void Error_is_one_line_and_the_chat_continues()
    {
        _mock.Get("Add-QubridMockReply 'No such model.' -StatusCode 404 -Match bad");
        var messages = RunChat("Enter-QubridChat", "bad", "good");
        Assert.Equal(["user: good", "assistant: Mock answer to: good"], messages);
        Assert.Contains("ERROR: The service returned 404 Not Found: No such model. Check -Model (Get-QubridModel lists the available models)", Screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Partial_response_of_a_broken_stream_stays_in_the_conversation()
    {
        _mock.Get("Add-QubridMockReply 'one two three four' -DropAfter 2 -Match bad");
        var messages = RunChat("Enter-QubridChat -MaximumRetryCount 0", "bad", "good");
        Assert.Equal(["user: bad", "assistant: one two", "user: good", "assistant: Mock answer to: good"], messages);
        Assert.Contains("one two\nERROR: ", Screen.Text, StringComparison.Ordinal);
        Assert.Contains("The partial response was kept.", Screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Ctrl_C_stops_the_response_but_not_the_chat()
    {
        _mock.Get("Add-QubridMockReply 'one two three four' -StallAfter 2 -Match long");
        Screen.OnWrite = text =>
        {
            if (text.Contains("two", StringComparison.Ordinal))
            {
                Screen.Keys.Enqueue('x');
                Screen.Keys.Enqueue(ControlC);
            }
        };
        var messages = RunChat("Enter-QubridChat", "long", "good");
        Assert.Equal(["user: long", "assistant: one two", "user: good", "assistant: Mock answer to: good"], messages);
        Assert.Contains("one two\nCanceled; the partial response was kept.\n", Screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Ctrl_C_before_any_output_removes_the_message()
    {
        _mock.Get("Add-QubridMockReply 'one' -StallAfter 0 -Match long");
        Screen.Keys.Enqueue(ControlC);
        Assert.Equal(["user: good", "assistant: Mock answer to: good"], RunChat("Enter-QubridChat", "long", "good"));
        Assert.Contains("Canceled; the message was removed.", Screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Tools_are_called_and_their_results_stay_in_the_conversation()
    {
        _mock.Get("""
            function global:Get-One { 1 }
            Add-QubridMockReply -ToolCall @{ Name = 'Get-One'; Arguments = @{} } -Times 1
            Add-QubridMockReply 'No.' -StatusCode 400 -Times 1
            """);
        var messages = RunChat("Enter-QubridChat -Tool Get-One -MaxToolRound 2", "call", "and now?");
        Assert.Equal(["user: call", "assistant: ", "tool: 1", "user: and now?", "assistant: Mock answer to: and now?"], messages);
    }

    [Fact]
    public void Non_interactive_host_is_an_error_with_an_alternative()
    {
        using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2()); // the default host has no user interface
        runspace.Open();
        using var shell = PowerShell.Create(runspace);
        shell.AddScript("param($m) Import-Module $m; $null = Start-QubridMockServer -Connect; Enter-QubridChat").AddArgument(ModuleUnderTest.Manifest);
        shell.Invoke();
        var error = Assert.Single(shell.Streams.Error);
        Assert.Equal("Qubrid.NotInteractive,QubridPS.EnterQubridChatCommand", error.FullyQualifiedErrorId);
        Assert.Contains("Invoke-QubridChat", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'text' | Enter-QubridChat")]
    [InlineData("$c = Invoke-QubridChat a; $c, $c | Enter-QubridChat")]
    [InlineData("Enter-QubridChat -MaxToolRound 2")]
    public void Invalid_conversation_is_an_error(string script) =>
        Assert.StartsWith("Qubrid.InvalidInput,", _mock.Run(script).Error.FullyQualifiedErrorId, StringComparison.Ordinal);

    public void Dispose() => _mock.Dispose();

    private void TypeLines(params string[] lines)
    {
        foreach (var line in lines)
        {
            Screen.Lines.Enqueue(line);
        }
    }

    private List<string> RunChat(string script, params string[] lines)
    {
        TypeLines(lines);
        return [.. _mock.Get(script).Select(message => $"{message.GetText("Role")}: {message.GetText("Content")}")];
    }
}
