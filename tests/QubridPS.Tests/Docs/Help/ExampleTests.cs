using System.Text.RegularExpressions;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Docs.Help;

/// <summary>Every example of every page is run, each in a session of its own, and prints what the page says.</summary>
[Collection(EnvironmentCollection.Name)]
public class ExampleTests
{
    public static TheoryData<string> Pages => [.. HelpPage.All.Select(page => page.Name)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Examples_print_what_the_page_says(string page)
    {
        foreach (var example in HelpPage.Of(page).Examples)
        {
            Assert.Equal($"{example.Title}\n{example.Output}", $"{example.Title}\n{Run(example)}");
        }
    }

    private static string Run(HelpExample example)
    {
        using var environment = new EnvironmentScope();
        using var folder = new TemporaryFolder();
        using var mock = new MockShell();
        mock.Get(ExampleMachine.Commands);
        mock.Get(ExampleMachine.Answers);
        mock.Get("param($f) $ExecutionContext.SessionState.Path.SetLocation($f)", folder.Path);
        foreach (var typed in example.Output.Split('\n').Where(line => line.StartsWith("> ", StringComparison.Ordinal)))
        {
            mock.Shell.Host.Screen.Lines.Enqueue(typed[2..]); // what the page shows at the chat's prompt is what a person types
        }

        return Constant(mock.Shell.Show(example.Code), folder.Path);
    }

    // What differs from run to run has a word of its own on the pages.
    private static string Constant(string seen, string folder)
    {
        seen = Regex.Replace(seen.Replace(folder, "/home/admin", StringComparison.Ordinal), @"127\.0\.0\.1:\d{4,5}", "127.0.0.1:PORT");
        seen = Regex.Replace(seen, "[0-9a-f]{16}", "MARK");
        return Regex.Replace(seen, @"[ \t]+(?=\n|$)", "").Trim('\n');
    }
}
