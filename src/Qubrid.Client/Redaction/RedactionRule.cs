using System.Text.RegularExpressions;
using Qubrid.Client.Recognition;

namespace Qubrid.Client;

/// <summary>Specifies what a <see cref="Redactor"/> replaces: the values of a category, or the matches of a regular expression.</summary>
public sealed class RedactionRule
{
    /// <summary>The name of patterns without a name of their own.</summary>
    private const string DefaultName = "Custom";

    private const int MaxNameLength = 32;

    // Texts of several kinds, in which a useful pattern does not match without matching any characters.
    private static readonly string[] s_probes = ["", "a", "1 b", "x\ny", "a.b@c:d"];

    private RedactionRule(string name, string? pattern, Regex? regex, bool? isRestored) => (Name, Pattern, Regex, IsRestored) = (name, pattern, regex, isRestored);

    /// <summary>
    /// Gets the name of the category or pattern. Its placeholders consist of the name in capitals and a number, such as <c>[EMAIL_1]</c>.
    /// </summary>
    public string Name { get; }

    /// <summary>Gets the regular expression; null for a category.</summary>
    public string? Pattern { get; }

    /// <summary>
    /// Gets whether the placeholders in a completion are replaced by the values; null for the default, which is true except for secrets.
    /// </summary>
    public bool? IsRestored { get; }

    /// <summary>Gets the compiled <see cref="Pattern"/>.</summary>
    internal Regex? Regex { get; }

    /// <summary>Returns the rule that a text specifies: the name of a category, or a regular expression.</summary>
    /// <exception cref="ArgumentException">The text is a single word that is not a category, or not a valid regular expression.</exception>
    public static RedactionRule Parse(string text)
    {
        if (RedactionCategories.TryNormalize(text) is { } category)
        {
            return new RedactionRule(category, null, null, null);
        }

        // A misspelled category must not become a pattern that matches nothing.
        return text.Length > 0 && text.All(char.IsLetter)
            ? throw new ArgumentException(
                $"'{text}' is not a category. The categories are {string.Join(", ", RedactionCategories.Names)}, and {RedactionCategories.All}. To redact the word '{text}', specify a pattern with a name.")
            : FromPattern(DefaultName, text);
    }

    /// <summary>Returns the rule for a category.</summary>
    /// <param name="name">A name of <see cref="RedactionCategories"/>, in any case.</param>
    /// <param name="isRestored">Whether the values are restored in completions; null for the default.</param>
    /// <exception cref="ArgumentException">The name is not a category.</exception>
    public static RedactionRule FromCategory(string name, bool? isRestored = null) => RedactionCategories.TryNormalize(name) is { } category
        ? new RedactionRule(category, null, null, isRestored)
        : throw new ArgumentException($"'{name}' is not a category. The categories are {string.Join(", ", RedactionCategories.Names)}, and {RedactionCategories.All}.");

    /// <summary>Returns the rule for a regular expression. Case is ignored unless the pattern contains <c>(?-i)</c>.</summary>
    /// <param name="name">The name: letters, digits and underscores, starting with a letter. The name of a category adds the pattern to the category.</param>
    /// <param name="pattern">The regular expression. If it has a group named <c>value</c>, only the group is replaced, otherwise the whole match.</param>
    /// <param name="isRestored">Whether the values are restored in completions; null for the default.</param>
    /// <exception cref="ArgumentException">The name or the pattern is not valid, or the pattern matches empty text.</exception>
    public static RedactionRule FromPattern(string name, string pattern, bool? isRestored = null)
    {
        if (name.Length is 0 or > MaxNameLength || !IsAsciiLetter(name[0]) || !name.All(character => IsAsciiLetter(character) || character is (>= '0' and <= '9') or '_'))
        {
            throw new ArgumentException($"'{name}' is not a valid name of a pattern. A name has up to {MaxNameLength} letters, digits, and underscores, and starts with a letter.");
        }

        var category = RedactionCategories.TryNormalize(name);
        if (category == RedactionCategories.All)
        {
            throw new ArgumentException($"'{name}' is not a valid name of a pattern, because it stands for all categories.");
        }

        return new RedactionRule(category ?? name, pattern, CreateRegex(pattern), isRestored);
    }

    /// <summary>Returns the name, and the pattern if there is one.</summary>
    public override string ToString() => Pattern is null ? Name : $"{Name}: {Pattern}";

    private static Regex CreateRegex(string pattern)
    {
        Regex regex;
        try
        {
            regex = LinearRegex.Create(pattern);
        }
        catch (ArgumentException failure)
        {
            throw new ArgumentException($"'{pattern}' is not a valid regular expression: {failure.Message}", failure);
        }

        try
        {
            return s_probes.Any(probe => regex.Match(probe) is { Success: true, Length: 0 })
                ? throw new ArgumentException($"The regular expression '{pattern}' matches empty text, so it does not specify what to redact.")
                : regex;
        }
        catch (RegexMatchTimeoutException)
        {
            throw new ArgumentException($"The regular expression '{pattern}' takes too long.");
        }
    }

    private static bool IsAsciiLetter(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
