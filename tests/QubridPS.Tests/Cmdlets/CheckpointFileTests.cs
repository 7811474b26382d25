using System.Text.Json;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>What may be found where -Checkpoint points.</summary>
public class CheckpointFileTests
{
    private const string Ask = "param($file) 'a', 'b', 'c' | Invoke-QubridChat -Checkpoint $file";

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(-1)] // all but the first byte
    public void A_torn_last_line_is_passed_over_and_the_next_stands_on_its_own(int cut)
    {
        using var folder = new TemporaryFolder();
        using var mock = new MockShell();
        var file = folder.File("run");
        mock.Get(Ask, file);
        var lines = File.ReadAllLines(file);
        var left = cut < 0 ? lines[2][..1] : lines[2][..^cut];
        File.WriteAllText(file, lines[0] + "\n" + lines[1] + "\n" + left);
        Assert.Equal(3, mock.Get(Ask, file).Count);
        Assert.Equal(["a", "b", "c", "c"], mock.Prompts);
        Assert.Equal(3, mock.Get(Ask, file).Count);
        Assert.Equal(4, mock.Requests.Count);
        var now = File.ReadAllLines(file);
        Assert.Equal([lines[0], lines[1], left], now[..3]);
        Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(now[3]).RootElement.ValueKind);
    }

    [Fact]
    public void A_file_that_was_torn_in_its_first_line_begins_anew()
    {
        using var folder = new TemporaryFolder();
        using var mock = new MockShell();
        mock.Get(Ask, folder.File("run"));
        File.WriteAllText(folder.File("run"), File.ReadAllText(folder.File("run"))[..50]);
        mock.Get(Ask, folder.File("run"));
        mock.Get(Ask, folder.File("run"));
        Assert.Equal(6, mock.Requests.Count);
    }

    [Theory]
    [InlineData("notes\nof mine\n")]
    [InlineData("{\"a\":1}\n{\"a\":2}\n")]
    [InlineData("[1,2,3]")]
    [InlineData("Id,Prompt\n1,What?\n")]
    [InlineData("\0\u0001\u0002")]
    public void Another_file_is_refused_and_left_as_it_is(string content)
    {
        using var folder = new TemporaryFolder();
        using var mock = new MockShell();
        File.WriteAllText(folder.File("mine"), content);
        var error = mock.Run(Ask, folder.File("mine")).Error;
        Assert.StartsWith("Qubrid.CheckpointUnusable,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("something else", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(folder.File("mine")));
        Assert.Empty(mock.Requests);
    }

    [Fact]
    public void An_empty_file_is_a_new_one()
    {
        using var folder = new TemporaryFolder();
        using var mock = new MockShell();
        File.WriteAllText(folder.File("run"), "");
        Assert.Equal(3, mock.Get(Ask, folder.File("run")).Count);
        Assert.Equal(3, File.ReadAllLines(folder.File("run")).Length);
    }

    [Theory]
    [InlineData("none/run", "Its folder does not exist.")]
    [InlineData(".", "It is a folder.")]
    [InlineData("variable:x", "Checkpoint")]
    public void Where_no_file_can_be_the_error_says_so_and_nothing_is_sent(string path, string says)
    {
        using var folder = new TemporaryFolder();
        using var mock = new MockShell();
        var full = path.Contains(':', StringComparison.Ordinal) ? path : Path.Combine(folder.Path, path);
        var error = mock.Run(Ask, full).Error;
        Assert.StartsWith("Qubrid.CheckpointUnusable,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(says, error.ErrorDetails.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("folder that exists", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(mock.Requests);
    }

    [Fact]
    public void A_path_is_taken_from_the_sessions_folder()
    {
        using var folder = new TemporaryFolder();
        using var mock = new MockShell();
        mock.Get("param($folder) [void]$ExecutionContext.SessionState.Path.SetLocation($folder)", folder.Path);
        mock.Get(Ask, "./run.jsonl");
        Assert.Equal(3, File.ReadAllLines(folder.File("run.jsonl")).Length);
    }
}
