using System.Collections;
using System.Text.RegularExpressions;
using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Errors;

namespace QubridPS.Connections;

/// <summary>Parses the values of -Redact: categories, regular expressions, and hashtables that name a pattern or set whether values are restored.</summary>
internal static class RedactionParser
{
    private const string Name = "Name";
    private const string Pattern = "Pattern";
    private const string Restore = "Restore";

    private static readonly char[] s_separators = [',', ';', ' ', '\t'];

    /// <summary>Returns the redactor of a parameter, or null if it was not specified.</summary>
    /// <exception cref="QubridInputException">A value is not valid.</exception>
    internal static Redactor? Parse(object[]? values) => values is null ? null : new Redactor(values.SelectMany(ParseElement).ToList());

    private static List<RedactionRule> ParseElement(object? element)
    {
        var value = PSObjectReader.Unwrap(element);
        try
        {
            return (value switch
            {
                string text => ParseText(text),
                Regex regex => [RedactionRule.FromPattern("Custom", ToPattern(regex))],
                RedactionRule rule => [rule],
                IDictionary fields when IsLongForm(fields) => ParseLongForm(fields),
                IDictionary { Count: > 0 } fields => fields.Keys.Cast<object>().SelectMany(name => ParseEntry(name.ToString()!, fields[name])),
                IDictionary => throw new ArgumentException("A hashtable is empty."),
                IEnumerable elements => elements.Cast<object?>().SelectMany(ParseElement),
                _ => throw new ArgumentException($"'{value}' is not text, a regular expression, or a hashtable."),
            }).ToList();
        }
        catch (ArgumentException failure)
        {
            throw RedactionErrors.ValueInvalid(value, failure.Message, failure);
        }
    }

    // A list of categories in one text must not become a pattern that matches nothing.
    private static IEnumerable<RedactionRule> ParseText(string text)
    {
        var words = text.Split(s_separators, StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 1 && Array.TrueForAll(words, word => word.All(char.IsLetter)) && Array.Exists(words, word => RedactionCategories.TryNormalize(word) is not null)
            ? words.Select(RedactionRule.Parse)
            : [RedactionRule.Parse(text.Trim())];
    }

    // @{ Host = 'web\d+' }, @{ Secret = $true }, or @{ Host = @{ Pattern = 'web\d+'; Restore = $false } }
    private static List<RedactionRule> ParseEntry(string name, object? entry) => PSObjectReader.Unwrap(entry) switch
    {
        bool isRestored => [RedactionRule.FromCategory(name, isRestored)],
        IDictionary fields => ParseFields(name, fields),
        var patterns => CreateRules(name, patterns, isRestored: null),
    };

    private static bool IsLongForm(IDictionary fields) =>
        Find(fields, Name) is not null && (Find(fields, Pattern) is not null || Find(fields, Restore) is bool) && fields.Keys.Cast<object>().All(key => IsField(key, Name, Pattern, Restore));

    private static List<RedactionRule> ParseLongForm(IDictionary fields) => CreateRules(Find(fields, Name)!.ToString()!, Find(fields, Pattern), GetRestore(fields));

    private static List<RedactionRule> ParseFields(string name, IDictionary fields) =>
        fields.Keys.Cast<object>().FirstOrDefault(key => !IsField(key, Pattern, Restore)) is { } unknown
            ? throw new ArgumentException($"'{unknown}' is not a setting of '{name}'. The settings are {Pattern} and {Restore}.")
            : CreateRules(name, Find(fields, Pattern), GetRestore(fields));

    // A pattern with the name of a category is added to what the category recognizes.
    private static List<RedactionRule> CreateRules(string name, object? patterns, bool? isRestored)
    {
        var rules = patterns is null ? [] : ToPatterns(name, patterns).Select(pattern => RedactionRule.FromPattern(name, pattern, isRestored)).ToList();
        return rules.Count == 0 || RedactionCategories.TryNormalize(name) is not null ? [RedactionRule.FromCategory(name, isRestored), .. rules] : rules;
    }

    private static IEnumerable<string> ToPatterns(string name, object value) => PSObjectReader.Unwrap(value) switch
    {
        string text => [text],
        Regex regex => [ToPattern(regex)],
        IEnumerable elements and not IDictionary => elements.Cast<object>().SelectMany(element => ToPatterns(name, element)),
        var other => throw new ArgumentException($"The pattern of '{name}' is not text or a regular expression, but '{other}'."),
    };

    // Case is ignored in any case, so that more is redacted.
    private static string ToPattern(Regex regex)
    {
        var options = Get(RegexOptions.Multiline, "m") + Get(RegexOptions.Singleline, "s") + Get(RegexOptions.ExplicitCapture, "n")
            + Get(RegexOptions.IgnorePatternWhitespace, "x");
        return options.Length == 0 ? regex.ToString() : $"(?{options}:{regex})";

        string Get(RegexOptions option, string letter) => (regex.Options & option) == 0 ? "" : letter;
    }

    private static bool? GetRestore(IDictionary fields) => Find(fields, Restore) switch
    {
        null => null,
        bool value => value,
        var other => throw new ArgumentException($"The value of {Restore} is not $true or $false, but '{other}'."),
    };

    private static object? Find(IDictionary fields, string name) =>
        fields.Keys.Cast<object>().Where(key => IsField(key, name)).Select(key => PSObjectReader.Unwrap(fields[key])).FirstOrDefault();

    private static bool IsField(object key, params string[] names) => names.Contains(key.ToString(), StringComparer.OrdinalIgnoreCase);
}
