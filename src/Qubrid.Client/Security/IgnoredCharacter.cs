using System.Globalization;

namespace Qubrid.Client.Security;

/// <summary>Skips characters that are ignored when a secret is searched for.</summary>
internal static class IgnoredCharacter
{
    /// <summary>The maximum number of characters that are skipped at a time.</summary>
    internal const int MaxLength = 64;

    /// <summary>
    /// Returns the position after the characters that are ignored between two characters of a secret: line breaks of folded text, spaces and
    /// invisible characters, as they are or escaped.
    /// </summary>
    internal static int Skip(ReadOnlySpan<char> text, int position)
    {
        var end = Math.Min(text.Length, position + MaxLength);
        while (position < end)
        {
            var length = IsIgnored(text[position]) ? 1
                : text[position] == '\\' ? GetIgnoredEscapeLength(text, position)
                : text[position] == '%' ? GetIgnoredHexLength(text, position, 1, 2)
                : 0;
            if (length == 0)
            {
                break;
            }

            position += length;
        }

        return position;
    }

    // \t \r \n \b \f \v \0 \u0000, with any number of backslashes.
    private static int GetIgnoredEscapeLength(ReadOnlySpan<char> text, int start)
    {
        var position = start;
        while (position < text.Length && text[position] == '\\' && position - start < EncodedCharacter.MaxBackslashes)
        {
            position++;
        }

        return position >= text.Length ? 0
            : text[position] == 'u' ? GetIgnoredHexLength(text, start, position - start + 1, 4)
            : text[position] is 't' or 'r' or 'n' or 'b' or 'f' or 'v' or '0' ? position - start + 1
            : 0;
    }

    private static int GetIgnoredHexLength(ReadOnlySpan<char> text, int start, int prefixLength, int digits)
    {
        var value = 0;
        for (var index = start + prefixLength; index < start + prefixLength + digits; index++)
        {
            if (index >= text.Length || EncodedCharacter.ToDigit(text[index]) is not (>= 0 and var digit))
            {
                return 0;
            }

            value = (value << 4) | digit;
        }

        return IsIgnored((char)value) ? prefixLength + digits : 0;
    }

    private static bool IsIgnored(char character) => character switch
    {
        <= ' ' or (>= '\u007F' and <= '\u00A0') => true,
        < '\u0100' => character == '\u00AD',
        (>= '\u200B' and <= '\u200F') or (>= '\u2028' and <= '\u202E') or (>= '\u2060' and <= '\u206F') or (>= '\u2400' and <= '\u2421') => true,
        '\u061C' or '\uFEFF' or '\uFFFD' => true,
        _ => CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.Format,
    };
}
