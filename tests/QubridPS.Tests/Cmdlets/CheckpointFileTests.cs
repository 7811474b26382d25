using System.Text.Json;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests files that -Checkpoint can refer to.</summary>
public class CheckpointFileTests
{
    private const string Invoke = "param($file) 'a', 'b', 'c' | Invoke-QubridChat -Checkpoint $file";

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(-1)] // all but the first byte
    public void Truncated_last_line_is_skipped_and_the_next_starts_a_new_line(int cut)
    {
        using var folder = new TemporaryFolder();
        using var mock = new MockShell();
        var file = folder.File("run");
        mock.Get(Invoke, file);
        var lines = File.ReadAllLines(file);
        var remaining = cut < 0 ? lines[2][..1] : lines[2][..^cut];
        File.WriteAllText(file, lines[0] + "\n" + lines[1] + "\n" + remaining);
        Assert.Equal(3, mock.Get(Invoke, file).Count);
        Assert.Equal(["a", "b", "c", "c"], mock.Prompts);
        Assert.Equal(3, mock.Get(Invoke, file).Count);
        Assert.Equal(4, mock.Requests.Count);
        var current = File.ReadAllLines(file);
        Assert.Equal([lines[0], lines[1], remaining], current[..3]);
        Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(current[3]).RootElement.ValueKind);
    }

    [Fact]
    public void File_truncated_in_its_first_line_starts_over()
    {
        using var folder = new TemporaryFolder();
        using var mock = new MockShell();
        mock.Get(Invoke, folder.File("run"));
        File.WriteAllText(folder.File("run"), File.ReadAllText(folder.File("run"))[..50]);
        mock.Get(Invoke, folder.File("run"));
        mock.Get(Invoke, folder.File("run"));
        Assert.Equal(6, mock.Requests.Count);
    }

    [Theory]
    [InlineData("notes\nof mine\n")]
    [InlineData("{\"a\":1}\n{\"a\":2}\n")]
    [InlineData("[1,2,3]")]
    [InlineData("Id,Prompt\n1,What?\n")]
    [InlineData("\0\u0001\u0002")]
    public void Other_file_is_rejected_and_left_unchanged(string content)
    {
        using var folder = new TemporaryFolder();
        using var mock = new MockShell();
        File.WriteAllText(folder.File("mine"), content);
        var error = mock.Run(Invoke, folder.File("mine")).Error;
        Assert.StartsWith("Qubrid.CheckpointUnusable,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("not a journal", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(folder.File("mine")));
        Assert.Empty(mock.Requests);
    }

    [Fact]
    public void Empty_file_is_used_as_a_new_checkpoint()
    {
        using var folder = new TemporaryFolder();
        using var mock = new MockShell();
        File.WriteAllText(folder.File("run"), "");
        Assert.Equal(3, mock.Get(Invoke, folder.File("run")).Count);
        Assert.Equal(3, File.ReadAllLines(folder.File("run")).Length);
    }

    [Theory]
    [InlineData("none/run", "The folder does not exist.")]
    [InlineData(".", "The path is a folder.")]
    [InlineData("variable:x", "Checkpoint")]
    public void Invalid_path_is_an_error_and_nothing_is_sent(string path, string expectedMessage)
    {
        using var folder = new TemporaryFolder();
        using var mock = new MockShell();
        var full = path.Contains(':', StringComparison.Ordinal) ? path : Path.Combine(folder.Path, path);
        var error = mock.Run(Invoke, full).Error;
        Assert.StartsWith("Qubrid.CheckpointUnusable,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(expectedMessage, error.ErrorDetails.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("existing folder", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(mock.Requests);
    }

    [Fact]
    public void Relative_path_is_resolved_from_the_session_location()
    {
        using var folder = new TemporaryFolder();
        using var mock = new MockShell();
        mock.Get("param($folder) [void]$ExecutionContext.SessionState.Path.SetLocation($folder)", folder.Path);
        mock.Get(Invoke, "./run.jsonl");
        Assert.Equal(3, File.ReadAllLines(folder.File("run.jsonl")).Length);
    }
}
