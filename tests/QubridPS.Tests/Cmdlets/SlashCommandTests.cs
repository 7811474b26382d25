using System.Text.Json;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests the slash commands of Enter-QubridChat.</summary>
public sealed class SlashCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MockShell _mock = new();

    [Fact]
    public void Model_and_system_commands_apply_to_later_messages()
    {
        var screenText = Chat("Enter-QubridChat", "/system", "one", "/MODEL m2", "/system  Be brief. ", "two", "/model", "/system \"\"", "three", "/system");
        Assert.Equal(["openai/gpt-oss-120b", "m2", "m2"], _mock.Requests.Select(request => request.GetText("Model")));
        Assert.Equal(["", "Be brief.", ""], _mock.Requests.Select(request => request.GetText("System") ?? ""));
        Assert.Contains("> /model\nThe model is m2.\n", screenText, StringComparison.Ordinal);
        Assert.Equal(3, screenText.Split("No system message is set.").Length - 1);
        Assert.Contains("The system message is: Be brief.", screenText, StringComparison.Ordinal);
    }

    [Fact]
    public void Clear_removes_all_but_the_system_message()
    {
        Chat("Enter-QubridChat -System s", "one", "/clear", "two");
        Assert.Equal(2, _mock.Body(1).GetProperty("messages").GetArrayLength());
        Assert.Equal("s", _mock.Requests[1].GetText("System"));
    }

    [Fact]
    public void Usage_command_shows_the_sum()
    {
        var screenText = Chat("Enter-QubridChat", "/usage", "one", "two", "/usage");
        Assert.Contains("0 completions in this chat\n", screenText, StringComparison.Ordinal);
        Assert.Matches(@"2 completions in this chat · \d+ \+ 8 tokens\nLast completion: openai/gpt-oss-120b · \d+ \+ 4 tokens", screenText);
    }

    [Fact]
    public void Help_lists_every_command_and_unknown_commands_are_not_sent()
    {
        var screenText = Chat("Enter-QubridChat", "/help", "/halp me");
        Assert.All(new[] { "/model", "/system", "/save", "/load", "/usage", "/clear", "/exit", "\"\"\"", "Ctrl+C" }, word => Assert.Contains(word, screenText, StringComparison.Ordinal));
        Assert.Contains("ERROR: The command /halp was not found. Type /help for commands.", screenText, StringComparison.Ordinal);
        Assert.Empty(_mock.Requests);
    }

    [Fact]
    public void Saved_conversation_can_be_loaded_and_has_the_API_format()
    {
        var file = _folder.File("chat.json");
        Chat("Enter-QubridChat -System 'Sei höflich'", "one", $"/save \"{file}\"", "two", $"/save {file}");
        var messages = JsonDocument.Parse(File.ReadAllText(file)).RootElement;
        Assert.Equal(["system", "user", "assistant", "user", "assistant"], messages.EnumerateArray().Select(message => message.GetProperty("role").GetString()));
        Assert.Contains("Sei höflich", File.ReadAllText(file), StringComparison.Ordinal); // not escaped
        Chat("Enter-QubridChat -System other", "lost", $"/load {file}", "three");
        Assert.Equal("Sei höflich", _mock.Requests[^1].GetText("System"));
        Assert.Equal(6, _mock.Body(3).GetProperty("messages").GetArrayLength());
    }

    [Fact]
    public void Images_and_tool_calls_are_saved()
    {
        var file = _folder.File("chat.json");
        const string messages = """
            @{ role = 'user'; content = @(@{ type = 'text'; text = 'See' }, @{ type = 'image_url'; image_url = @{ url = 'https://x/a.png' } }) },
            @{ role = 'assistant'; content = $null; tool_calls = @(@{ id = 't'; type = 'function'; function = @{ name = 'f'; arguments = '{}' } }) },
            @{ role = 'tool'; content = '1'; tool_call_id = 't' }
            """;
        Chat($"{messages} | Enter-QubridChat", $"/save {file}");
        Chat("Enter-QubridChat", $"/load {file}", "go on");
        var sent = _mock.Body().GetProperty("messages").GetRawText();
        Assert.Contains("""{"url":"https://x/a.png"}""", sent, StringComparison.Ordinal);
        Assert.Contains("""[{"id":"t","type":"function","function":{"name":"f","arguments":"{}"}}]""", sent, StringComparison.Ordinal);
        Assert.Contains("\"tool_call_id\":\"t\"", sent, StringComparison.Ordinal);
    }

    [Fact]
    public void Exported_objects_can_be_loaded()
    {
        _mock.Get(
            "[System.IO.File]::WriteAllText($args[0], [System.Management.Automation.PSSerializer]::Serialize((Invoke-QubridChat one)))",
            _folder.File("answer.xml"));
        _mock.Get(
            "[System.IO.File]::WriteAllText($args[0], [System.Management.Automation.PSSerializer]::Serialize((Invoke-QubridChat one).Messages))",
            _folder.File("messages.xml"));
        Chat("Enter-QubridChat", $"/load {_folder.File("answer.xml")}", "two", $"/load {_folder.File("messages.xml")}", "three");
        Assert.Equal(3, _mock.Body(2).GetProperty("messages").GetArrayLength());
        Assert.Equal(3, _mock.Body(3).GetProperty("messages").GetArrayLength());
    }

    [Theory]
    [InlineData("/load", "/load requires the path of a file. Enter /load chat.json.")]
    [InlineData("/load {0}/none.json", "none.json' cannot be used: ")]
    [InlineData("/load {0}/notes.txt", "notes.txt' is not a saved conversation.")]
    [InlineData("/load {0}/data.json", "data.json' is not a saved conversation.")]
    [InlineData("/load {0}/broken.xml", "broken.xml' is not a saved conversation.")]
    [InlineData("/save {0}/notes.txt", "notes.txt' already exists and is not a saved conversation. It was not overwritten.")]
    [InlineData("/save {0}/none/chat.json", "chat.json' cannot be used: ")]
    [InlineData("/save nowhere:/chat.json", "cannot be used: ")]
    public void Failed_save_or_load_shows_one_line_and_the_chat_continues(string command, string error)
    {
        File.WriteAllText(_folder.File("notes.txt"), "my notes");
        File.WriteAllText(_folder.File("data.json"), """[{"role":"user"},{"a":1}]""");
        File.WriteAllText(_folder.File("broken.xml"), "<Objs><");
        var screenText = Chat("Enter-QubridChat", "one", command.Replace("{0}", _folder.Path, StringComparison.Ordinal), "two");
        Assert.Contains("ERROR: ", screenText, StringComparison.Ordinal);
        Assert.Contains(error, screenText, StringComparison.Ordinal);
        Assert.Equal("my notes", File.ReadAllText(_folder.File("notes.txt")));
        Assert.Equal(3, _mock.Body(1).GetProperty("messages").GetArrayLength());
    }

    public void Dispose()
    {
        _mock.Dispose();
        _folder.Dispose();
    }

    private string Chat(string script, params string[] lines)
    {
        var screenText = _mock.Shell.Host.Screen;
        Array.ForEach(lines, screenText.Lines.Enqueue);
        var before = screenText.Text.Length;
        _mock.Get(script);
        return screenText.Text[before..];
    }
}
