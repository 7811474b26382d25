using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests which files /save and -Path overwrite, and what they write.</summary>
public sealed class SavedConversationTests : IDisposable
{
    private const string Key = "sk-canary-0123456789";
    private readonly TemporaryFolder _folder = new();
    private readonly MockShell _mock = new();

    public static TheoryData<string, string> OtherFiles => new()
    {
        { "notes.txt", "my notes" },
        { "blank.txt", " \n\n" },
        { "number.json", "7" },
        { "null.json", "null" },
        { "text.json", "\"text\"" },
        { "object.json", "{}" },
        { "rows.json", """[{"role":"user"},{"a":1}]""" },
        { "roles.json", """[{"role":"db","content":"x"}]""" },
        { "users.json", """[{"role":"user","content":"x","password":"y"}]""" },
        { "body.json", """{"model":"m","temperature":1,"messages":[{"role":"user","content":"x"}]}""" },
        { "training.jsonl", "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}\n{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}\n" },
        { "log.jsonl", "{\"role\":\"user\",\"content\":\"x\"}\nmy notes" },
        { "log.txt", "{\"role\":\"user\",\"content\":\"x\"}\nmy notes" },
        { "journal.jsonl", "{\"hash\":\"0\",\"request\":{},\"response\":{}}\n" },
        { "broken.xml", "<Objs><" },
        { "page.html", "<html></html>" },
        { "nothing.xml", "<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\" />" },
        { "binary.dat", "\0\u0001\u0002" },
        { "deep.json", new string('[', 500) },
    };

    [Theory]
    [MemberData(nameof(OtherFiles))]
    public void File_that_is_not_a_conversation_is_not_overwritten(string name, string content)
    {
        var file = _folder.File(name);
        File.WriteAllText(file, content);
        var screen = Chat("Enter-QubridChat", "one", $"/save {file}", "two");
        Assert.Contains("ERROR: ", screen, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(file));

        var error = _mock.Run("param($file) Enter-QubridChat -Path $file", file).Error;
        Assert.StartsWith("Qubrid.ConversationUnusable,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(file));
    }

    [Fact]
    public void Exported_completions_of_a_batch_are_not_overwritten()
    {
        var file = _folder.File("answers.xml");
        _mock.Get("param($file) [System.IO.File]::WriteAllText($file, [System.Management.Automation.PSSerializer]::Serialize(@('a', 'b' | Invoke-QubridChat), 5))", file);
        var before = File.ReadAllText(file);
        Assert.Contains("ERROR: ", Chat("Enter-QubridChat", "one", $"/save {file}"), StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(file));
    }

    [Theory]
    [InlineData("chat.json")]
    [InlineData("chat.jsonl")]
    public void Saved_conversation_is_overwritten_and_readable_only_by_its_owner(string name)
    {
        var file = _folder.File(name);
        Chat("Enter-QubridChat", $"/save {file}", $"/save {file}", "one", $"/save {file}", "two", $"/save {file}");
        Assert.Contains("Mock answer to: two", File.ReadAllText(file), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Theory]
    [InlineData("kept.json")]
    [InlineData("kept.jsonl")]
    public void Key_is_not_written(string name)
    {
        var file = _folder.File(name);
        _mock.Get($"Connect-Qubrid {Key} -BaseUri $mock.BaseUri");
        Chat($"Enter-QubridChat -Path '{file}'", $"is {Key} mine?", "two", $"/save {_folder.File("saved.json")}", "three");
        Assert.All([file, _folder.File("saved.json")], path =>
        {
            Assert.DoesNotContain(Key, File.ReadAllText(path), StringComparison.Ordinal);
            Assert.Contains("[key removed] mine?", File.ReadAllText(path), StringComparison.Ordinal);
        });
        Assert.Contains("three", File.ReadAllText(file), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _mock.Dispose();
        _folder.Dispose();
    }

    private string Chat(string script, params string[] lines)
    {
        var screen = _mock.Shell.Host.Screen;
        Array.ForEach(lines, screen.Lines.Enqueue);
        var before = screen.Text.Length;
        _mock.Get(script);
        return screen.Text[before..];
    }
}
