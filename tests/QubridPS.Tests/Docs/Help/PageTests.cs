using System.Reflection;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Docs.Help;

/// <summary>Tests that the help pages match the cmdlets.</summary>
public class PageTests
{
    [Fact]
    public void Every_cmdlet_has_a_page_and_every_page_a_cmdlet()
    {
        using var shell = new Shell();
        Assert.Equal(ModuleCommands.GetAll(shell).Select(command => command.Name), HelpPage.All.Select(page => page.Name));
    }

    [Fact]
    public void Parameters_match_the_pages()
    {
        using var shell = new Shell();
        foreach (var command in ModuleCommands.GetAll(shell))
        {
            var actual = ModuleCommands.GetOwnParameters(command).OrderBy(parameter => parameter.Name, StringComparer.Ordinal).Select(parameter => Describe(
                command.Name,
                parameter.Name,
                parameter.ParameterType.ToString(),
                parameter.Aliases,
                ModuleCommands.GetAcceptedValues(parameter),
                parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any(),
                ModuleCommands.GetParameterSets(parameter)));
            var documented = HelpPage.Find(command.Name).Parameters.OrderBy(parameter => parameter.Name, StringComparer.Ordinal).Select(parameter => Describe(
                command.Name,
                parameter.Name,
                parameter.Type,
                parameter.Aliases,
                parameter.AcceptedValues,
                parameter.AcceptsWildcards,
                parameter.Sets));
            Assert.Equal(actual, documented);
        }
    }

    [Fact]
    public void Parameter_sets_match_the_pages()
    {
        using var shell = new Shell();
        foreach (var command in ModuleCommands.GetAll(shell))
        {
            var actual = command.ParameterSets.Select(set => (
                set.Name + (set.IsDefault && command.ParameterSets.Count > 1 ? " (Default)" : ""),
                $"{command.Name} {set}".Replace(" [<CommonParameters>]", "", StringComparison.Ordinal).Trim()));
            Assert.Equal(actual.Order(), HelpPage.Find(command.Name).Syntax.Order());
        }
    }

    [Fact]
    public void Outputs_match_the_pages()
    {
        using var shell = new Shell();
        foreach (var command in ModuleCommands.GetAll(shell))
        {
            var page = HelpPage.Find(command.Name);
            Assert.Equal(command.OutputType.Select(type => type.Name).Order(StringComparer.Ordinal), page.Outputs.Select(output => output.Type).Order(StringComparer.Ordinal));
            Assert.All(page.Inputs.Concat(page.Outputs), type => Assert.NotEmpty(type.Text));
        }
    }

    [Fact]
    public void Default_values_of_switches_and_limits_are_documented()
    {
        foreach (var page in HelpPage.All)
        {
            Assert.All(page.Parameters.Where(parameter => parameter.Type.EndsWith("SwitchParameter", StringComparison.Ordinal)), parameter => Assert.Equal("False", parameter.DefaultValue));
        }
    }

    [Fact]
    public void Pages_have_no_placeholders()
    {
        foreach (var page in HelpPage.All)
        {
            var text = File.ReadAllText(Path.Combine(HelpPage.Folder, page.Name + ".md"));
            Assert.DoesNotContain("{{", text, StringComparison.Ordinal);
            Assert.InRange(page.Synopsis.Length, 20, 100);
            Assert.All([page.Description, page.Notes, page.Links, .. page.Parameters.Select(parameter => parameter.Text)], Assert.NotEmpty);
            Assert.True(page.Examples.Count >= 3, $"{page.Name} has {page.Examples.Count} examples.");
            Assert.Equal(Enumerable.Range(1, page.Examples.Count), page.Examples.Select(example => int.Parse(example.Title.Split(' ', ':')[1], System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    [Fact]
    public void Online_URI_is_that_of_the_page()
    {
        using var shell = new Shell();
        foreach (var command in ModuleCommands.GetAll(shell))
        {
            var address = command.ImplementingType.GetCustomAttribute<CmdletAttribute>()!.HelpUri;
            Assert.EndsWith($"/docs/en-US/{command.Name}.md", address, StringComparison.Ordinal);
            Assert.Contains($"\nHelpUri: {address}\n", HelpPage.Find(command.Name).FrontMatter, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Links_resolve()
    {
        foreach (var page in HelpPage.All)
        {
            Assert.All(
                System.Text.RegularExpressions.Regex.Matches(page.Links, @"\]\(([^)]+)\)").Select(link => link.Groups[1].Value).Where(link => !link.StartsWith("https:", StringComparison.Ordinal)),
                link => Assert.True(File.Exists(Path.Combine(HelpPage.Folder, link)), $"{page.Name} links to {link}."));
        }
    }

    private static string Describe(
        string command, string name, string type, IEnumerable<string> aliases, IEnumerable<string> accepted, bool wildcards, IEnumerable<string> sets) =>
        $"{command} -{name}: {type}, aliases {string.Join(' ', aliases)}, values {string.Join(' ', accepted)}, wildcards {wildcards}, in {string.Join("; ", sets)}";
}
