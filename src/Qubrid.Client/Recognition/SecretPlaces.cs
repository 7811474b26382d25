namespace Qubrid.Client.Recognition;

/// <summary>
/// Tests what surrounds a word such as "password". These tests are much faster than the regular expressions, which few places then need.
/// </summary>
internal static class SecretPlaces
{
    private const int MaxNameLength = 64;
    private const int MaxSeparators = 24;

    private const string Key = "key";

    private static readonly string[] s_keyKinds =
    [
        "api", "access", "account", "secret", "private", "auth", "encryption", "signing", "master", "storage", "subscription", "function",
        "machine",
        "validation", "decryption", "license",
    ];

    /// <summary>Returns whether a colon or an equals sign follows the word.</summary>
    internal static bool IsAssigned(string text, int index)
    {
        if (string.Compare(text, index, Key, 0, Key.Length, StringComparison.OrdinalIgnoreCase) == 0 && !IsKindOfKey(text, index))
        {
            return false;
        }

        var end = Math.Min(text.Length, index + MaxNameLength);
        while (index < end && IsNameCharacter(text[index]))
        {
            index++;
        }

        end = Math.Min(text.Length, index + MaxSeparators);
        while (index < end && text[index] is ' ' or '\t' or '"' or '\'' or '\\' or ']')
        {
            index++;
        }

        return index < text.Length && (text[index] is ':' or '=' or '>' or '\uFF1A' or '\uFF1D' || (text[index] == '-' && MatchChecks.IsAt(text, index + 1, '>')));
    }

    /// <summary>Returns whether a line consists only of a name and the value, as in a configuration file.</summary>
    internal static bool IsWholeLine(string text, int start, int length)
    {
        var end = start + length;
        while (end < text.Length && text[end] is ' ' or '\t' or ',' or ';' or '"' or '\'' or '\r')
        {
            end++;
        }

        if (end < text.Length && text[end] != '\n')
        {
            return false;
        }

        start = SkipBack(text, start, character => character is ' ' or '\t' or ':' or '=' or '"' or '\'');
        start = SkipBack(text, start, IsNameCharacter);
        start = SkipBack(text, start, character => character is ' ' or '\t' or '-' or '"' or '\'');
        return start == 0 || text[start - 1] == '\n';
    }

    /// <summary>Returns whether the index is in the part of a URL that contains the user.</summary>
    internal static bool IsInUrl(string text, int index)
    {
        var start = SkipBack(text, index, character => character is not (' ' or '/' or '"' or '\'' or '\n'));
        return start >= 3 && text[start - 1] == '/' && text[start - 2] == '/' && text[start - 3] == ':';
    }

    /// <summary>Returns whether the word belongs to the name of a parameter, such as <c>-Password</c>.</summary>
    internal static bool IsParameter(string text, int index)
    {
        var start = FindStart(text, index);
        return text[start] == '-' || (start > 0 && text[start - 1] == '/');
    }

    /// <summary>Returns whether the word belongs to the name of an XML element.</summary>
    internal static bool IsElement(string text, int index)
    {
        var start = FindStart(text, index);
        return start > 0 && text[start - 1] is '<' or ':';
    }

    // "api_key", but not "key" alone.
    private static bool IsKindOfKey(string text, int index)
    {
        var end = index > 0 && text[index - 1] is '_' or '-' or '.' or ' ' ? index - 1 : index;
        return Array.Exists(s_keyKinds, kind =>
            end >= kind.Length && string.Compare(text, end - kind.Length, kind, 0, kind.Length, StringComparison.OrdinalIgnoreCase) == 0);
    }

    private static int FindStart(string text, int index) => SkipBack(text, index, IsNameCharacter);

    private static int SkipBack(string text, int index, Func<char, bool> isSkipped)
    {
        var start = index;
        while (start > 0 && index - start < MaxNameLength && isSkipped(text[start - 1]))
        {
            start--;
        }

        return start;
    }

    private static bool IsNameCharacter(char character) => char.IsLetterOrDigit(character) || character is '_' or '-' or '.';
}
