namespace Qubrid.Client.Recognition;

/// <summary>Checks what surrounds a match, which a pattern without look-around cannot do.</summary>
internal static class MatchChecks
{
    // A shorter token without a digit must have letters of both cases, or it is a name of several words.
    private const int MinLengthWithoutDigit = 64;

    private static readonly char[] s_punctuation = ['.', '-', '_'];

    /// <summary>Returns the match if it is a word of its own that looks like a random token.</summary>
    internal static TextMatch? GetToken(string text, TextMatch match)
    {
        if (IsLetterOrDigitAt(text, match.Start - 1) || IsLetterOrDigitAt(text, match.End))
        {
            return null;
        }

        var token = text.Substring(match.Start, match.Length);
        return token.Any(char.IsDigit) || (token.Any(char.IsUpper) && token.Any(char.IsLower)) || token.Length >= MinLengthWithoutDigit
            ? match with { Length = token.TrimEnd(s_punctuation).Length }
            : null;
    }

    /// <summary>Returns the match if neither a letter nor a digit is next to it.</summary>
    internal static TextMatch? GetWord(string text, TextMatch match) =>
        IsLetterOrDigitAt(text, match.Start - 1) || IsLetterOrDigitAt(text, match.End) ? null : match;

    internal static bool IsLetterOrDigitAt(string text, int index) => (uint)index < (uint)text.Length && char.IsLetterOrDigit(text[index]);

    internal static bool IsDigitAt(string text, int index) => (uint)index < (uint)text.Length && text[index] is >= '0' and <= '9';

    internal static bool IsAt(string text, int index, char character) => (uint)index < (uint)text.Length && text[index] == character;
}
