using QubridPS.Tests.Support;

namespace QubridPS.Tests.Docs.Help;

/// <summary>Get-Help in the engine shows what the pages say.</summary>
public class GetHelpTests
{
    [Fact]
    public void Examples_are_shown_with_their_output()
    {
        var seen = Show("Get-Help Invoke-QubridChat -Examples");
        foreach (var example in HelpPage.Of("Invoke-QubridChat").Examples)
        {
            Contains(example.Title, seen);
            Contains(example.Code, seen);
            Contains(example.Output, seen);
        }
    }

    [Fact]
    public void A_parameter_is_told_with_its_default()
    {
        var seen = Show("Get-Help Invoke-QubridChat -Parameter MaxTokens");
        Contains("-MaxTokens <System.Int32>", seen);
        Contains("JSON field: max_tokens", seen);
        Contains("Default value 8", Show("Get-Help Invoke-QubridChat -Parameter MaxToolRound"));
    }

    [Fact]
    public void All_of_it_is_shown()
    {
        var page = HelpPage.Of("Invoke-QubridChat");
        var seen = Show("Get-Help Invoke-QubridChat -Full");
        Contains(page.Synopsis, seen);
        Contains(page.Description, seen);
        Contains(page.Notes, seen);
        Contains("[-As {Json | Csv | List | Text}]", seen);
        Assert.All(page.Parameters, parameter => Contains(parameter.Text, seen));
    }

    [Fact]
    public void Every_cmdlet_has_its_synopsis_and_its_address()
    {
        using var shell = new Shell();
        foreach (var page in HelpPage.All)
        {
            var help = shell.Get("param($n) Get-Help $n", page.Name).Single();
            Assert.Equal(HelpPage.Words(page.Synopsis), help.Text("Synopsis")!.Trim());
            Assert.EndsWith($"/{page.Name}.md", shell.Get("param($n) @((Get-Help $n).relatedLinks.navigationLink | Where-Object uri)[0].uri", page.Name).Single().ToString(), StringComparison.Ordinal);
        }
    }

    private static string Show(string script)
    {
        using var shell = new Shell();
        return shell.Show(script);
    }

    // The console breaks lines where it likes, words too.
    private static void Contains(string expected, string seen) => Assert.Contains(Letters(expected), Letters(seen), StringComparison.Ordinal);

    private static string Letters(string text) => HelpPage.Words(text).Replace(" ", "", StringComparison.Ordinal);
}
