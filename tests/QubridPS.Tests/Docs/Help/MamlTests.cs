using System.Xml.Linq;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Docs.Help;

/// <summary>Tests that QubridPS.dll-Help.xml, which Get-Help reads and build.ps1 -Task Help creates, matches the pages.</summary>
public class MamlTests
{
    private const string OutdatedMessage = "Run build.ps1 -Task Help and commit docs/en-US/QubridPS.dll-Help.xml.";

    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private static readonly List<XElement> s_commands =
        [.. XDocument.Load(Path.Combine(HelpPage.Folder, "QubridPS.dll-Help.xml")).Root!.Elements(s_command + "command").OrderBy(GetName, StringComparer.Ordinal)];

    [Fact]
    public void MAML_has_every_page()
    {
        Assert.Equal(HelpPage.All.Select(page => page.Name), s_commands.Select(GetName));
        var staged = Path.Combine(TestSettings.StageDirectory, "en-US", "QubridPS.dll-Help.xml");
        Assert.Equal(File.ReadAllBytes(Path.Combine(HelpPage.Folder, "QubridPS.dll-Help.xml")), File.ReadAllBytes(staged));
    }

    [Fact]
    public void MAML_texts_equal_the_pages()
    {
        foreach (var (page, command) in HelpPage.All.Zip(s_commands))
        {
            AssertSameText(page.Synopsis, command.Element(s_command + "details")!.Element(s_maml + "description"));
            AssertSameText(page.Description, command.Element(s_maml + "description"));
            AssertSameText(page.Notes, command.Element(s_maml + "alertSet"));
            Assert.Equal(
                page.Parameters.Select(parameter => (parameter.Name, HelpPage.ToPlainText(parameter.Text))),
                GetParameters(command).Select(parameter => (GetName(parameter), GetText(parameter.Element(s_maml + "description")))));
            Assert.Equal(
                page.Inputs.Concat(page.Outputs).Select(type => (type.Type, HelpPage.ToPlainText(type.Text))),
                command.Descendants().Where(element => element.Name == s_command + "inputType" || element.Name == s_command + "returnValue")
                    .Select(type => (type.Descendants(s_maml + "name").Single().Value, GetText(type.Element(s_maml + "description")))));
        }
    }

    [Fact]
    public void MAML_examples_equal_the_pages()
    {
        foreach (var (page, command) in HelpPage.All.Zip(s_commands))
        {
            Assert.Equal(
                page.Examples.Select(example => (example.Title, HelpPage.ToPlainText(example.Description), example.Code, example.Output)),
                command.Descendants(s_command + "example").Select(example => (
                    example.Element(s_maml + "title")!.Value.Trim('-', ' '),
                    GetText(example.Element(s_maml + "introduction")),
                    example.Element(s_dev + "code")!.Value,
                    example.Element(s_dev + "remarks")!.Value.TrimEnd())));
        }
    }

    [Fact]
    public void MAML_parameters_equal_the_pages()
    {
        foreach (var (page, command) in HelpPage.All.Zip(s_commands))
        {
            Assert.Equal(
                page.Parameters.Select(parameter => (parameter.Name, parameter.DefaultValue, string.Join(", ", parameter.Aliases), parameter.AcceptsWildcards)),
                GetParameters(command).Select(parameter => (
                    GetName(parameter),
                    parameter.Element(s_dev + "defaultValue")?.Value ?? "",
                    parameter.Attribute("aliases")!.Value is "none" ? "" : parameter.Attribute("aliases")!.Value,
                    (bool)parameter.Attribute("globbing")!)));
        }
    }

    [Fact]
    public void MAML_syntax_equals_the_cmdlets()
    {
        using var shell = new Shell();
        foreach (var (real, command) in ModuleCommands.GetAll(shell).Zip(s_commands))
        {
            Assert.Equal(real.Name, GetName(command));
            Assert.Equal(
                real.ParameterSets.Select(set => string.Join('\n', ModuleCommands.GetOwnParameters(set).Select(Describe).Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal),
                command.Element(s_command + "syntax")!.Elements(s_command + "syntaxItem")
                    .Select(item => string.Join('\n', item.Elements(s_command + "parameter").Select(Describe).Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal));
        }
    }

    private static string Describe(CommandParameterInfo parameter) => string.Join(
        ' ',
        parameter.Name,
        parameter.IsMandatory,
        ModuleCommands.FormatPosition(parameter.Position),
        parameter.ValueFromPipeline,
        parameter.ValueFromPipelineByPropertyName,
        Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType,
        string.Join('|', GetAcceptedValues(parameter)));

    private static string Describe(XElement parameter)
    {
        var pipeline = parameter.Attribute("pipelineInput")!.Value;
        var position = parameter.Attribute("position")!.Value;
        return string.Join(
            ' ',
            GetName(parameter),
            (bool)parameter.Attribute("required")!,
            position == "named" ? "Named" : position,
            pipeline.Contains("ByValue", StringComparison.Ordinal),
            pipeline.Contains("ByPropertyName", StringComparison.Ordinal),
            parameter.Descendants(s_dev + "type").Single().Value.Trim(),
            string.Join('|', parameter.Descendants(s_command + "parameterValueGroup").Elements().Select(value => value.Value)));
    }

    private static IEnumerable<string> GetAcceptedValues(CommandParameterInfo parameter) =>
        parameter.Attributes.OfType<ValidateSetAttribute>().FirstOrDefault() is { } set ? set.ValidValues
        : parameter.ParameterType.IsEnum ? Enum.GetNames(parameter.ParameterType)
        : [];

    private static IEnumerable<XElement> GetParameters(XElement command) => command.Element(s_command + "parameters")!.Elements(s_command + "parameter");

    private static string GetName(XElement element) => (element.Element(s_command + "details")?.Element(s_command + "name") ?? element.Element(s_maml + "name"))!.Value;

    private static string GetText(XElement? element) => HelpPage.ToPlainText(string.Join("\n\n", element?.Descendants(s_maml + "para").Select(part => part.Value) ?? []));

    private static void AssertSameText(string page, XElement? element) => Assert.True(HelpPage.ToPlainText(page) == GetText(element), $"{OutdatedMessage}\n{page}\n{GetText(element)}");
}
