using System.Text.RegularExpressions;

namespace Qubrid.Client.Recognition;

/// <summary>Recognizes one kind of sensitive value in text: a pattern around places where a match may be, and a check of each match.</summary>
internal sealed class Recognizer
{
    private const string ValueGroup = "value";

    // The distances from a place to the start and to the end of the text that is searched there. A match that reaches the end is continued.
    private const int CharsBefore = 128;
    private const int CharsAfter = 512;

    private readonly Lazy<Regex> _regex;
    private readonly Func<AnchorFinder> _createFinder;

    /// <summary>Creates a recognizer whose matches contain one of the literal texts.</summary>
    internal Recognizer(string name, string category, string pattern, string[] literals, bool ignoreCase = false)
        : this(name, category, ignoreCase ? pattern : $"(?-i:{pattern})",
            () => AnchorFinders.CreateLiteral(literals, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal))
    {
    }

    /// <summary>Creates a recognizer whose matches are near the places that a method finds.</summary>
    internal Recognizer(string name, string category, string pattern, AnchorFinder finder)
        : this(name, category, pattern, () => finder)
    {
    }

    private Recognizer(string name, string category, string pattern, Func<AnchorFinder> createFinder)
    {
        (Name, Category, Pattern, _createFinder) = (name, category, pattern, createFinder);
        _regex = new Lazy<Regex>(() => LinearRegex.Create(pattern));
        IsContextual = pattern.Contains($"(?<{ValueGroup}>");
    }

    /// <summary>Gets the name, for tests and messages.</summary>
    internal string Name { get; }

    /// <summary>Gets the category of <see cref="RedactionCategories"/>.</summary>
    internal string Category { get; }

    /// <summary>Gets the regular expression. Its group <c>value</c>, if there is one, is the value; the rest is context.</summary>
    internal string Pattern { get; }

    /// <summary>Gets whether a value is recognized only by the text around it.</summary>
    internal bool IsContextual { get; }

    /// <summary>Gets the check of a match, which returns the part that is the value; null to accept every match.</summary>
    internal Func<string, TextMatch, TextMatch?>? Check { get; init; }

    /// <summary>Gets texts that contain the value between « and ».</summary>
    internal string[] Hits { get; init; } = [];

    /// <summary>Gets texts that look similar but contain no value.</summary>
    internal string[] Misses { get; init; } = [];

    /// <summary>Gets whether the match may contain line breaks and so has no limit of its length.</summary>
    internal bool IsMultiline { get; init; }

    /// <summary>Returns the values in the text, in order.</summary>
    internal IEnumerable<TextMatch> Find(string text)
    {
        var finder = _createFinder();
        for (int anchor, from = 0, previousEnd = 0; from < text.Length && (anchor = finder(text, from)) >= 0;)
        {
            var start = Math.Max(previousEnd, anchor - CharsBefore);
            var end = IsMultiline ? text.Length : Math.Min(text.Length, anchor + CharsAfter);
            while (FindMatch(text, start, ref end) is { Success: true } match)
            {
                var value = match.Groups[ValueGroup] is { Success: true } group ? new TextMatch(group.Index, group.Length) : new TextMatch(match.Index, match.Length);
                start = previousEnd = match.Index + Math.Max(match.Length, 1);
                if ((Check is null ? value : Check(text, value)) is { Length: > 0 } found)
                {
                    start = previousEnd = Math.Max(found.End, match.Index + 1);
                    yield return found;
                }

                if (start >= end)
                {
                    break;
                }
            }

            // A match that the end of the searched text has cut is found from a later place.
            from = Math.Max(Math.Max(anchor + 1, previousEnd), IsMultiline ? end : end - (CharsAfter / 2));
        }
    }

    // Doubles the searched text as long as the match reaches its end.
    private Match FindMatch(string text, int start, ref int end)
    {
        while (true)
        {
            var match = _regex.Value.Match(text, start, end - start);
            if (!match.Success || match.Index + match.Length < end || end == text.Length)
            {
                return match;
            }

            end = (int)Math.Min(text.Length, end + (2L * (end - match.Index)));
        }
    }
}
