namespace Qubrid.Client.Recognition;

/// <summary>Checks what surrounds a match, which a pattern without look-around cannot do.</summary>
internal static class MatchChecks
{
    // A token without a digit must have letters of both cases, or this many letters without punctuation. Otherwise it is a name of several
    // words.
    private const int MinRunWithoutDigit = 16;

    private const int UnicodeEscapeLength = 6;

    private static readonly char[] s_punctuation = ['.', '-', '_'];

    /// <summary>Returns the match if it is a word of its own that looks like a random token.</summary>
    internal static TextMatch? GetToken(string text, TextMatch match)
    {
        if (!IsWord(text, match))
        {
            return null;
        }

        var token = text.Substring(match.Start, match.Length);
        return token.Any(char.IsDigit) || (token.Any(char.IsUpper) && token.Any(char.IsLower)) || HasLongRun(token)
            ? match with { Length = token.TrimEnd(s_punctuation).Length }
            : null;
    }

    /// <summary>Returns the match if neither a letter nor a digit is next to it.</summary>
    internal static TextMatch? GetWord(string text, TextMatch match) => IsWord(text, match) ? match : null;

    /// <summary>Returns whether neither a letter nor a digit is next to the match.</summary>
    internal static bool IsWord(string text, TextMatch match) => !IsInsideWord(text, match.Start) && !IsLetterOrDigitAt(text, match.End);

    /// <summary>Returns whether a letter or digit is before the index that belongs to the same word, not to an escape sequence.</summary>
    internal static bool IsInsideWord(string text, int index) => IsLetterOrDigitAt(text, index - 1) && GetEscapeStart(text, index) == index;

    /// <summary>
    /// Returns whether a letter or digit of the same word is at the index. Scripts without spaces between words do not continue a word.
    /// </summary>
    internal static bool IsLetterOrDigitAt(string text, int index) =>
        (uint)index < (uint)text.Length && char.IsLetterOrDigit(text[index]) && !IsWithoutSpaces(text[index]);

    internal static bool IsDigitAt(string text, int index) => (uint)index < (uint)text.Length && text[index] is >= '0' and <= '9';

    internal static bool IsAt(string text, int index, char character) => (uint)index < (uint)text.Length && text[index] == character;

    /// <summary>Returns whether many letters are next to each other, as in a token but not in words.</summary>
    internal static bool HasLongRun(string value)
    {
        var run = 0;
        return value.Any(character => (run = char.IsLetterOrDigit(character) ? run + 1 : 0) >= MinRunWithoutDigit);
    }

    /// <summary>
    /// Returns whether the character belongs to a script without spaces between words: those of South-East Asia, Chinese, Japanese and
    /// Korean.
    /// </summary>
    internal static bool IsWithoutSpaces(char character) =>
        character is (>= '\u0E00' and <= '\u0EFF') or (>= '\u1000' and <= '\u11FF') or (>= '\u1780' and <= '\u17FF') or (>= '\u2E80' and <= '\uD7FF')
            or (>= '\uF900' and <= '\uFAFF') or (>= '\uFF00' and <= '\uFFEF');

    /// <summary>
    /// Returns the start of the escape sequence that ends at the index, such as \n, \u003c and %20; the index itself if there is none.
    /// </summary>
    internal static int GetEscapeStart(string text, int index)
    {
        var unicode = index - UnicodeEscapeLength;
        if (unicode >= 0 && text[unicode] == '\\' && text[unicode + 1] == 'u' && AreHexDigits(text, unicode + 2, index))
        {
            return unicode;
        }

        return index >= 3 && text[index - 3] == '%' && AreHexDigits(text, index - 2, index) ? index - 3
            : index >= 2 && text[index - 2] == '\\' && text[index - 1] is 'n' or 'r' or 't' or 'b' or 'f' ? index - 2
            : index;
    }

    private static bool AreHexDigits(string text, int start, int end)
    {
        while (start < end && text[start] is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F'))
        {
            start++;
        }

        return start == end;
    }
}
