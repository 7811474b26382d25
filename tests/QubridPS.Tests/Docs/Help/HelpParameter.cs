using System.Text.RegularExpressions;

namespace QubridPS.Tests.Docs.Help;

/// <summary>What a page says of a parameter: a text, and facts as YAML.</summary>
internal sealed class HelpParameter
{
    private readonly string _facts;

    internal HelpParameter(string name, string body)
    {
        Name = name;
        var parts = Regex.Match(body, "^(?<words>.*?)\n```yaml\n(?<facts>.*?)\n```", RegexOptions.Singleline);
        Assert.True(parts.Success, $"-{name} has no text and facts.");
        (Text, _facts) = (parts.Groups["words"].Value.Trim(), parts.Groups["facts"].Value);
    }

    internal string Name { get; }

    internal string Text { get; }

    internal string Type => Fact("Type");

    internal string DefaultValue => Fact("DefaultValue").Trim('\'', '"');

    internal bool TakesWildcards => Fact("SupportsWildcards") == "true";

    internal List<string> Aliases => Items("Aliases");

    internal List<string> AcceptedValues => Items("AcceptedValues");

    /// <summary>Of each parameter set: its name, the position, whether it is required, and what the pipeline binds.</summary>
    internal List<string> Sets =>
        [.. Regex.Matches(_facts, "- Name: (.*)\n  Position: (.*)\n  IsRequired: (.*)\n  ValueFromPipeline: (.*)\n  ValueFromPipelineByPropertyName: (.*)")
            .Select(set => string.Join(' ', set.Groups.Values.Skip(1).Select(value => value.Value))).Order(StringComparer.Ordinal)];

    private string Fact(string name) => Regex.Match(_facts, $"^{name}: ?(.*)$", RegexOptions.Multiline).Groups[1].Value.Trim();

    private List<string> Items(string name) =>
        [.. Regex.Match(_facts, $"^{name}:((?:\n- .*)*)", RegexOptions.Multiline).Groups[1].Value.Split("\n- ", StringSplitOptions.RemoveEmptyEntries)];
}
