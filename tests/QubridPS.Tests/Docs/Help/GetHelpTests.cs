using QubridPS.Tests.Support;

namespace QubridPS.Tests.Docs.Help;

/// <summary>Tests that Get-Help shows the content of the pages.</summary>
public class GetHelpTests
{
    [Fact]
    public void Examples_are_shown_with_their_output()
    {
        var output = Show("Get-Help Invoke-QubridChat -Examples");
        foreach (var example in HelpPage.Find("Invoke-QubridChat").Examples)
        {
            Contains(example.Title, output);
            Contains(example.Code, output);
            Contains(example.Output, output);
        }
    }

    [Fact]
    public void Parameter_help_shows_the_default()
    {
        var output = Show("Get-Help Invoke-QubridChat -Parameter MaxTokens");
        Contains("-MaxTokens <System.Int32>", output);
        Contains("JSON field: max_tokens", output);
        Contains("Default value 8", Show("Get-Help Invoke-QubridChat -Parameter MaxToolRound"));
    }

    [Fact]
    public void Full_help_shows_all_sections()
    {
        var page = HelpPage.Find("Invoke-QubridChat");
        var output = Show("Get-Help Invoke-QubridChat -Full");
        Contains(page.Synopsis, output);
        Contains(page.Description, output);
        Contains(page.Notes, output);
        Contains("[-As {Json | Csv | List | Text | Content}]", output);
        Assert.All(page.Parameters, parameter => Contains(parameter.Text, output));
    }

    [Fact]
    public void Every_cmdlet_has_a_synopsis_and_an_online_URI()
    {
        using var shell = new Shell();
        foreach (var page in HelpPage.All)
        {
            var help = shell.Get("param($n) Get-Help $n", page.Name).Single();
            Assert.Equal(HelpPage.ToPlainText(page.Synopsis), help.GetText("Synopsis")!.Trim());
            Assert.EndsWith($"/{page.Name}.md", shell.Get("param($n) @((Get-Help $n).relatedLinks.navigationLink | Where-Object uri)[0].uri", page.Name).Single().ToString(), StringComparison.Ordinal);
        }
    }

    private static string Show(string script)
    {
        using var shell = new Shell();
        return shell.Show(script);
    }

    // The console breaks lines at any position, also inside words.
    private static void Contains(string expected, string output) => Assert.Contains(Letters(expected), Letters(output), StringComparison.Ordinal);

    private static string Letters(string text) => HelpPage.ToPlainText(text).Replace(" ", "", StringComparison.Ordinal);
}
