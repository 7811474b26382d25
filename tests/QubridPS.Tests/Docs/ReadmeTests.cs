using System.Text.RegularExpressions;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Docs;

/// <summary>Every sample of README is run, in order and in one session, and prints what README says.</summary>
[Collection(EnvironmentCollection.Name)]
public partial class ReadmeTests
{
    // What a Windows machine would have, in a session that holds nothing but the engine and the module.
    private const string Machine = """
        function Get-Service {
            [pscustomobject]@{ Name = 'Spooler'; Status = 'Running'; DisplayName = 'Print Spooler' }
            [pscustomobject]@{ Name = 'W32Time'; Status = 'Stopped'; DisplayName = 'Windows Time' }
        }
        function Read-Host {
            param([switch] $AsSecureString)
            [System.Net.NetworkCredential]::new('', 'a-key-that-was-typed').SecurePassword
        }
        function Import-Csv {
            [pscustomobject]@{ Id = '1'; Prompt = 'Explain event 4625.'; MaxTokens = '200' }
            [pscustomobject]@{ Id = '2'; Prompt = 'Explain event 7031.'; MaxTokens = '' }
        }
        """;

    [Fact]
    public void Samples_print_what_README_says()
    {
        using var environment = new EnvironmentScope();
        using var shell = new Shell();
        shell.Get(Machine);
        using var folder = new TemporaryFolder();
        shell.Get("param($f) $ExecutionContext.SessionState.Path.SetLocation($f)", folder.Path);
        var samples = Sample().Matches(Text("README.md"));
        Assert.True(samples.Count >= 10, $"Only {samples.Count} samples were found.");
        foreach (Match sample in samples)
        {
            var seen = Constant(shell.Show(sample.Groups["code"].Value).Trim());
            Assert.Equal(sample.Groups["output"].Value.Trim(), seen);
        }
    }

    [Fact]
    public void Every_PowerShell_sample_is_run()
    {
        var readme = Text("README.md");
        Assert.Equal(Regex.Count(readme, "```powershell"), Sample().Count(readme));
    }

    [Fact]
    public void The_version_in_README_is_the_modules()
    {
        var version = Path.GetFileName(Path.TrimEndingDirectorySeparator(TestSettings.StageDirectory));
        Assert.Contains($"Import-Module ./out/QubridPS/{version}", Text("README.md"), StringComparison.Ordinal);
        Assert.Contains($"## [{version}]", Text("CHANGELOG.md"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("about_QubridPS", "HOW THE PIPELINE IS READ")]
    [InlineData("about_QubridPS_Testing", "PESTER'S MOCK")]
    public void The_about_topics_are_found(string topic, string heading)
    {
        using var shell = new Shell();
        var found = shell.Get($"Get-Help {topic}").Select(text => text.ToString()!).Single(text => text.Contains("    " + topic + "\n", StringComparison.Ordinal));
        Assert.Contains(heading, found, StringComparison.Ordinal);
    }

    private static string Text(string file) => File.ReadAllText(Path.Combine(TestSettings.RepositoryRoot, file)).ReplaceLineEndings("\n");

    // Ports and marks differ from run to run or with every change of the data: README has words for them.
    private static string Constant(string seen)
    {
        seen = Regex.Replace(seen, @"127\.0\.0\.1:\d{4,5}", "127.0.0.1:PORT");
        seen = Regex.Replace(seen, "[0-9a-f]{16}", "MARK");
        return Regex.Replace(seen, @"[ \t]+(?=\n|$)", "");
    }

    [GeneratedRegex("```powershell\n(?<code>.*?)```\n\n```text\n(?<output>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Sample();
}
