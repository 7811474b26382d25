using System.Text.RegularExpressions;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Docs;

/// <summary>Every sample prints what its notes say.</summary>
public partial class SampleTests
{
    [Theory]
    [InlineData("Aggregate.ps1")]
    [InlineData("CompareModels.ps1")]
    [InlineData("Conversation.ps1")]
    [InlineData("EachObject.ps1")]
    [InlineData("Images.ps1")]
    [InlineData("Parallel.ps1")]
    public void A_sample_prints_what_it_says(string file)
    {
        using var mock = new MockShell();
        Assert.Equal(Assert.Single(Promises(file)), Printed(mock.Get("param($f) & $f", Sample(file))));
    }

    [Fact]
    public void The_resume_sample_goes_on_where_it_ended()
    {
        using var folder = new TemporaryFolder();
        using var mock = new MockShell();
        var promises = Promises("Resume.ps1");
        var first = mock.Get("param($f, $c) & $f -Checkpoint $c", Sample("Resume.ps1"), folder.File("c.jsonl"));
        Assert.Equal(promises[0], Printed(first));
        Assert.Equal(2, mock.Requests.Count);
        var second = mock.Get("param($f, $c) & $f -Checkpoint $c -MaxTotalTokens 1000", Sample("Resume.ps1"), folder.File("c.jsonl"));
        Assert.Equal(promises[1], Printed(second));
        Assert.Equal(4, mock.Requests.Count);
    }

    [Fact]
    public void The_tools_sample_prints_what_it_says_with_the_replies_that_it_names()
    {
        using var mock = new MockShell();
        var replies = File.ReadAllLines(Sample("Tools.ps1")).Select(line => line.Trim()).Where(line => line.StartsWith("Add-QubridMockReply", StringComparison.Ordinal));
        mock.Get(string.Join("\n", replies));
        Assert.Equal(Assert.Single(Promises("Tools.ps1")), Printed(mock.Get("param($f) & $f", Sample("Tools.ps1"))));
    }

    // ManyMachines.ps1 needs processes of a real shell: tests/pester runs it.
    [Fact]
    public void No_sample_is_left_out()
    {
        string[] tested =
        [
            "Aggregate.ps1", "CompareModels.ps1", "Conversation.ps1", "EachObject.ps1", "Images.ps1", "ManyMachines.ps1",
            "Parallel.ps1", "QuickStart.ps1", "Resume.ps1", "Tools.ps1",
        ];
        var folder = Path.Combine(TestSettings.RepositoryRoot, "samples");
        Assert.Equal(tested, Directory.GetFiles(folder, "*.ps1").Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private static string Sample(string file) => Path.Combine(TestSettings.RepositoryRoot, "samples", file);

    private static string Printed(IEnumerable<PSObject> output) => string.Join("\n", output.Select(line => line.ToString()));

    // What stands behind a line that ends in "prints:", "prints at first:" or "budget:".
    private static List<string> Promises(string file) =>
        [.. Promise().Matches(File.ReadAllText(Sample(file)).ReplaceLineEndings("\n")).Select(found => Indent().Replace(found.Groups[1].Value, "").Trim())];

    [GeneratedRegex("(?:prints|first|budget):\n\n(.*?)(?=\n\n|\n#>)", RegexOptions.Singleline)]
    private static partial Regex Promise();

    [GeneratedRegex("^ +", RegexOptions.Multiline)]
    private static partial Regex Indent();
}
