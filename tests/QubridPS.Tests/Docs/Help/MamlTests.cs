using System.Xml.Linq;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Docs.Help;

/// <summary>QubridPS.dll-Help.xml, what Get-Help reads, says what the pages say: build.ps1 -Task Help makes it of them.</summary>
public class MamlTests
{
    private const string Stale = "Run build.ps1 -Task Help and commit docs/en-US/QubridPS.dll-Help.xml.";

    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private static readonly List<XElement> s_commands =
        [.. XDocument.Load(Path.Combine(HelpPage.Folder, "QubridPS.dll-Help.xml")).Root!.Elements(s_command + "command").OrderBy(NameOf, StringComparer.Ordinal)];

    [Fact]
    public void It_has_every_page()
    {
        Assert.Equal(HelpPage.All.Select(page => page.Name), s_commands.Select(NameOf));
        var staged = Path.Combine(TestSettings.StageDirectory, "en-US", "QubridPS.dll-Help.xml");
        Assert.Equal(File.ReadAllBytes(Path.Combine(HelpPage.Folder, "QubridPS.dll-Help.xml")), File.ReadAllBytes(staged));
    }

    [Fact]
    public void Its_texts_are_those_of_the_pages()
    {
        foreach (var (page, command) in HelpPage.All.Zip(s_commands))
        {
            Equal(page.Synopsis, command.Element(s_command + "details")!.Element(s_maml + "description"));
            Equal(page.Description, command.Element(s_maml + "description"));
            Equal(page.Notes, command.Element(s_maml + "alertSet"));
            Assert.Equal(
                page.Parameters.Select(parameter => (parameter.Name, HelpPage.Words(parameter.Text))),
                Parameters(command).Select(parameter => (NameOf(parameter), Text(parameter.Element(s_maml + "description")))));
            Assert.Equal(
                page.Inputs.Concat(page.Outputs).Select(type => (type.Type, HelpPage.Words(type.Text))),
                command.Descendants().Where(element => element.Name == s_command + "inputType" || element.Name == s_command + "returnValue")
                    .Select(type => (type.Descendants(s_maml + "name").Single().Value, Text(type.Element(s_maml + "description")))));
        }
    }

    [Fact]
    public void Its_examples_are_those_of_the_pages()
    {
        foreach (var (page, command) in HelpPage.All.Zip(s_commands))
        {
            Assert.Equal(
                page.Examples.Select(example => (example.Title, HelpPage.Words(example.Words), example.Code, example.Output)),
                command.Descendants(s_command + "example").Select(example => (
                    example.Element(s_maml + "title")!.Value.Trim('-', ' '),
                    Text(example.Element(s_maml + "introduction")),
                    example.Element(s_dev + "code")!.Value,
                    example.Element(s_dev + "remarks")!.Value.TrimEnd())));
        }
    }

    [Fact]
    public void Its_parameters_are_those_of_the_pages()
    {
        foreach (var (page, command) in HelpPage.All.Zip(s_commands))
        {
            Assert.Equal(
                page.Parameters.Select(parameter => (parameter.Name, parameter.DefaultValue, string.Join(", ", parameter.Aliases), parameter.TakesWildcards)),
                Parameters(command).Select(parameter => (
                    NameOf(parameter),
                    parameter.Element(s_dev + "defaultValue")?.Value ?? "",
                    parameter.Attribute("aliases")!.Value is "none" ? "" : parameter.Attribute("aliases")!.Value,
                    (bool)parameter.Attribute("globbing")!)));
        }
    }

    [Fact]
    public void Its_syntax_is_the_cmdlets()
    {
        using var shell = new Shell();
        foreach (var (real, command) in ModuleCommands.In(shell).Zip(s_commands))
        {
            Assert.Equal(real.Name, NameOf(command));
            Assert.Equal(
                real.ParameterSets.Select(set => string.Join('\n', ModuleCommands.OwnParameters(set).Select(Facts).Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal),
                command.Element(s_command + "syntax")!.Elements(s_command + "syntaxItem")
                    .Select(item => string.Join('\n', item.Elements(s_command + "parameter").Select(Facts).Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal));
        }
    }

    private static string Facts(CommandParameterInfo parameter) => string.Join(
        ' ',
        parameter.Name,
        parameter.IsMandatory,
        ModuleCommands.Position(parameter.Position),
        parameter.ValueFromPipeline,
        parameter.ValueFromPipelineByPropertyName,
        Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType,
        string.Join('|', Accepted(parameter)));

    private static string Facts(XElement parameter)
    {
        var pipeline = parameter.Attribute("pipelineInput")!.Value;
        var position = parameter.Attribute("position")!.Value;
        return string.Join(
            ' ',
            NameOf(parameter),
            (bool)parameter.Attribute("required")!,
            position == "named" ? "Named" : position,
            pipeline.Contains("ByValue", StringComparison.Ordinal),
            pipeline.Contains("ByPropertyName", StringComparison.Ordinal),
            parameter.Descendants(s_dev + "type").Single().Value.Trim(),
            string.Join('|', parameter.Descendants(s_command + "parameterValueGroup").Elements().Select(value => value.Value)));
    }

    private static IEnumerable<string> Accepted(CommandParameterInfo parameter) =>
        parameter.Attributes.OfType<ValidateSetAttribute>().FirstOrDefault() is { } set ? set.ValidValues
        : parameter.ParameterType.IsEnum ? Enum.GetNames(parameter.ParameterType)
        : [];

    private static IEnumerable<XElement> Parameters(XElement command) => command.Element(s_command + "parameters")!.Elements(s_command + "parameter");

    private static string NameOf(XElement element) => (element.Element(s_command + "details")?.Element(s_command + "name") ?? element.Element(s_maml + "name"))!.Value;

    private static string Text(XElement? element) => HelpPage.Words(string.Join("\n\n", element?.Descendants(s_maml + "para").Select(part => part.Value) ?? []));

    private static void Equal(string page, XElement? told) => Assert.True(HelpPage.Words(page) == Text(told), $"{Stale}\n{page}\n{Text(told)}");
}
