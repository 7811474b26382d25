namespace Qubrid.Client.Recognition;

/// <summary>Tests what surrounds a word such as "password". These tests are much faster than the regular expressions, which few places then need.</summary>
internal static class SecretPlaces
{
    private const int MaxNameLength = 64;
    private const int MaxSeparators = 24;

    private const string Key = "key";

    private static readonly string[] s_keyKinds =
    [
        "api", "access", "account", "secret", "private", "auth", "encryption", "signing", "master", "storage", "subscription", "function", "machine", "validation", "decryption", "license",
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

        return index < text.Length && text[index] is ':' or '=';
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
        return Array.Exists(s_keyKinds, kind => end >= kind.Length && string.Compare(text, end - kind.Length, kind, 0, kind.Length, StringComparison.OrdinalIgnoreCase) == 0);
    }

    private static int FindStart(string text, int index)
    {
        var start = index;
        while (start > 0 && index - start < MaxNameLength && IsNameCharacter(text[start - 1]))
        {
            start--;
        }

        return start;
    }

    private static bool IsNameCharacter(char character) => char.IsLetterOrDigit(character) || character is '_' or '-' or '.';
}
