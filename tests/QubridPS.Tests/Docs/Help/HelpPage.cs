using System.Text.RegularExpressions;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Docs.Help;

/// <summary>Represents the page of a cmdlet in docs/en-US, in the format of PlatyPS.</summary>
internal sealed partial class HelpPage
{
    private readonly string _text;

    private HelpPage(string name, string text) => (Name, _text) = (name, text);

    internal static string Folder { get; } = Path.Combine(TestSettings.RepositoryRoot, "docs", "en-US");

    internal static IReadOnlyList<HelpPage> All { get; } = [.. Directory.GetFiles(Folder, "*-*.md").Order(StringComparer.Ordinal).Select(Read)];

    internal string Name { get; }

    internal string FrontMatter => _text[..(_text.IndexOf("\n---\n", StringComparison.Ordinal) + 1)];

    internal string Synopsis => GetSection("SYNOPSIS");

    internal string Description => GetSection("DESCRIPTION");

    internal string Notes => GetSection("NOTES");

    internal string Links => GetSection("RELATED LINKS");

    /// <summary>Gets the names of the parameter sets and their syntax.</summary>
    internal List<(string Set, string Text)> Syntax =>
        [.. Entry().Matches(GetSection("SYNTAX")).Select(entry => (entry.Groups["title"].Value, ToPlainText(entry.Groups["body"].Value.Replace("```", "", StringComparison.Ordinal))))];

    internal List<HelpExample> Examples => [.. Entry().Matches(GetSection("EXAMPLES")).Select(entry => new HelpExample(entry.Groups["title"].Value, entry.Groups["body"].Value))];

    internal List<HelpParameter> Parameters =>
        [.. Entry().Matches(GetSection("PARAMETERS")).Where(entry => entry.Groups["title"].Value.StartsWith('-'))
            .Select(entry => new HelpParameter(entry.Groups["title"].Value[1..], entry.Groups["body"].Value))];

    internal List<(string Type, string Text)> Inputs => ReadTypes("INPUTS");

    internal List<(string Type, string Text)> Outputs => ReadTypes("OUTPUTS");

    internal static HelpPage Find(string name) => All.Single(page => page.Name == name);

    /// <summary>Returns a text as the console displays it: without line breaks, formatting and links.</summary>
    internal static string ToPlainText(string markdown) =>
        Blanks().Replace(Link().Replace(markdown, "$1").Replace("`", "", StringComparison.Ordinal), " ").Trim();

    public override string ToString() => Name;

    private static HelpPage Read(string file) => new(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file).ReplaceLineEndings("\n"));

    private List<(string Type, string Text)> ReadTypes(string section) =>
        [.. Entry().Matches(GetSection(section)).Select(entry => (entry.Groups["title"].Value, entry.Groups["body"].Value.Trim()))];

    private string GetSection(string title)
    {
        var found = Regex.Match(_text, $@"\n## {title}\n(.*?)(?=\n## |\z)", RegexOptions.Singleline);
        Assert.True(found.Success, $"{Name} has no section {title}.");
        return found.Groups[1].Value.Trim();
    }

    [GeneratedRegex(@"(?:^|\n)### (?<title>[^\n]*)\n(?<body>.*?)(?=\n### |\z)", RegexOptions.Singleline)]
    private static partial Regex Entry();

    [GeneratedRegex(@"\[([^\]]+)\]\([^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
