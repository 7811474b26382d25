using System.Text.RegularExpressions;

namespace QubridPS.Tests.Docs.Help;

/// <summary>Represents the description of a parameter on a page: a text, and metadata in YAML.</summary>
internal sealed class HelpParameter
{
    private readonly string _fields;

    internal HelpParameter(string name, string body)
    {
        Name = name;
        var parts = Regex.Match(body, "^(?<words>.*?)\n```yaml\n(?<facts>.*?)\n```", RegexOptions.Singleline);
        Assert.True(parts.Success, $"-{name} has no text and facts.");
        (Text, _fields) = (parts.Groups["words"].Value.Trim(), parts.Groups["facts"].Value);
    }

    internal string Name { get; }

    internal string Text { get; }

    internal string Type => GetField("Type");

    internal string DefaultValue => GetField("DefaultValue").Trim('\'', '"');

    internal bool AcceptsWildcards => GetField("SupportsWildcards") == "true";

    internal List<string> Aliases => GetItems("Aliases");

    internal List<string> AcceptedValues => GetItems("AcceptedValues");

    /// <summary>Gets for each parameter set its name, the position, whether the parameter is required, and the pipeline binding.</summary>
    internal List<string> Sets =>
        [.. Regex.Matches(_fields, "- Name: (.*)\n  Position: (.*)\n  IsRequired: (.*)\n  ValueFromPipeline: (.*)\n  ValueFromPipelineByPropertyName: (.*)")
            .Select(set => string.Join(' ', set.Groups.Values.Skip(1).Select(value => value.Value))).Order(StringComparer.Ordinal)];

    private string GetField(string name) => Regex.Match(_fields, $"^{name}: ?(.*)$", RegexOptions.Multiline).Groups[1].Value.Trim();

    private List<string> GetItems(string name) =>
        [.. Regex.Match(_fields, $"^{name}:((?:\n- .*)*)", RegexOptions.Multiline).Groups[1].Value.Split("\n- ", StringSplitOptions.RemoveEmptyEntries)];
}
