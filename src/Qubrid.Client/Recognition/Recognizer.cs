using System.Text.RegularExpressions;

namespace Qubrid.Client.Recognition;

/// <summary>
/// Recognizes one kind of sensitive value in text: a pattern around places where a match may be, and a check of each match.
/// </summary>
internal sealed class Recognizer
{
    private const string ValueGroup = "value";

    // The distances from a place to the start and to the end of the text that is searched there. A match that reaches the end is continued.
    private const int CharsBefore = 96;
    private const int CharsAfter = 256;

    // The end of the searched text may have cut an escape sequence, so that a match does not reach it.
    private const int MaxUnmatchedEnd = 2;

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

    /// <summary>Gets whether a value is recognized only by the text around it, and is replaced also where that is missing.</summary>
    internal bool IsContextual { get; init; }

    /// <summary>Gets the check of a match, which returns the part that is the value; null to accept every match.</summary>
    internal Func<string, TextMatch, TextMatch?>? Check { get; init; }

    /// <summary>Gets texts that contain the value between « and ».</summary>
    internal string[] Hits { get; init; } = [];

    /// <summary>Gets texts that look similar but contain no value.</summary>
    internal string[] Misses { get; init; } = [];

    /// <summary>
    /// Gets the quick test of a place where a literal text was found, before the regular expression; null to test every place.
    /// </summary>
    internal Func<string, int, bool>? IsCandidate { get; init; }

    /// <summary>Returns the values in the text, in order.</summary>
    internal IEnumerable<TextMatch> Find(string text)
    {
        var finder = _createFinder();
        for (int anchor, from = 0, start = 0; from < text.Length && (anchor = finder(text, from)) >= 0;)
        {
            from = anchor + 1;
            if (IsCandidate is not null && !IsCandidate(text, anchor))
            {
                continue;
            }

            var previousEnd = start;
            start = Math.Max(previousEnd, anchor - CharsBefore);
            var end = Math.Min(text.Length, anchor + CharsAfter);
            var undecided = end == text.Length ? end : end - (CharsAfter / 2);
            while (start < end && _regex.Value.Match(text, start, end - start) is { Success: true } match && (match.Index < undecided || match.Index <= anchor))
            {
                var value = GetValue(text, match, end);
                start = previousEnd = Math.Max(value.End, match.Index + 1);
                if ((Check is null ? value : Check(text, value)) is { Length: > 0 } found)
                {
                    start = previousEnd = Math.Max(found.End, match.Index + 1);
                    yield return found;
                }
            }

            // The end of the searched text may have cut a match, which is found again from its own place.
            start = previousEnd;
            from = Math.Max(from, Math.Max(start, undecided));
        }
    }

    // Only a part of the text is searched, because long matches are slow also in linear time. A value that reaches its end is continued.
    private TextMatch GetValue(string text, Match match, int searchedEnd)
    {
        var group = match.Groups[ValueGroup] is { Success: true } value ? value : match;
        var end = group.Index + group.Length;
        if (end >= searchedEnd - MaxUnmatchedEnd && searchedEnd < text.Length && Category == RedactionCategories.Secret)
        {
            end = FindEnd(text, end, group.Index > 0 ? text[group.Index - 1] : ' ', isEscaped: group.Index > 1 && text[group.Index - 2] == '\\');
        }

        return new TextMatch(group.Index, end - group.Index);
    }

    private static int FindEnd(string text, int index, char before, bool isEscaped)
    {
        var isQuoted = before is '"' or '\'';
        for (; index < text.Length; index++)
        {
            var character = text[index];
            if (isQuoted ? character == before || character is '\r' or '\n' || (isEscaped && character == '\\') : char.IsWhiteSpace(character) || IsSeparator(character))
            {
                break;
            }

            index += isQuoted && character == '\\' ? 1 : 0;
        }

        return Math.Min(index, text.Length);
    }

    private static bool IsSeparator(char character) => character is '"' or '\'' or '<' or '>' or ';' or '&' or '|' or ',';
}
