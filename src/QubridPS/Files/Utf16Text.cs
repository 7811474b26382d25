using System.Globalization;
using System.Text;

namespace QubridPS.Files;

/// <summary>
/// Determines whether bytes are plausible as UTF-16 text without a byte order mark: they decode without an error, contain only characters of text, and
/// have the white space or the punctuation of text in this byte order.
/// </summary>
internal static class Utf16Text
{
    /// <summary>Returns whether the beginning of a file is plausible as text.</summary>
    /// <param name="start">The first bytes of the file.</param>
    /// <param name="length">The number of bytes.</param>
    /// <param name="isBigEndian">The byte order.</param>
    internal static bool IsPlausible(byte[] start, int length, bool isBigEndian)
    {
        var text = new UnicodeEncoding(isBigEndian, byteOrderMark: false).GetString(start, 0, length - (length % 2));
        return HasOnlyTextCharacters(text) && (IsAlphabetic(text) || IsEastAsian(text));
    }

    /// <summary>Returns whether a character is white space, part of an escape sequence, or no control character.</summary>
    internal static bool IsTextCharacter(char character) => character is >= ' ' or (>= '\a' and <= '\r') or '\u001B';

    // An unpaired surrogate was decoded as the replacement character. The last character can be half of a pair whose other half follows.
    private static bool HasOnlyTextCharacters(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            var isText = IsTextCharacter(text[index]) && text[index] < '\uFFFD'
                && CharUnicodeInfo.GetUnicodeCategory(text, index) is not (UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse);
            if (!isText && !(text[index] == '\uFFFD' && index == text.Length - 1))
            {
                return false;
            }
        }

        return true;
    }

    // The line ends and ASCII characters contain a zero byte. In 8-bit text that contains zeros, most pairs of bytes are two ASCII characters.
    private static bool IsAlphabetic(string text) =>
        !text.Any(HasLowZero) && text.Count(character => character <= '\u00FF') > text.Count(IsAsciiPair);

    // Chinese, Japanese and Korean characters can consist of any bytes, but belong to few blocks.
    private static bool IsEastAsian(string text) =>
        text.Any(IsSeparator)
        && text.Count(IsAsciiPair) * 2 <= text.Length
        && text.Count(character => HasLowZero(character) && character != '\u4E00') * 4 <= text.Length
        && text.Count(character => !IsInEastAsianText(character)) * 50 <= text.Length;

    private static bool HasLowZero(char character) => (character & 0xFF) == 0;

    // The digit 0 is the high byte of hiragana.
    private static bool IsAsciiPair(char character) => (character >> 8) is >= 0x20 and < 0x7F and not '0' && (character & 0xFF) is >= 0x20 and < 0x7F;

    private static bool IsSeparator(char character) =>
        character is '\n' or '\r' or ' ' or (>= '\u3000' and <= '\u3002') or '\uFF01' or '\uFF0C' or '\uFF1A' or '\uFF1F';

    private static bool IsInEastAsianText(char character) => character
        is <= '\u00FF' or (>= '\u2010' and <= '\u203B') or (>= '\u2190' and <= '\u2193') or (>= '\u2460' and <= '\u25FF')
        or (>= '\u3000' and <= '\u30FF') or (>= '\u4E00' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7A3') or (>= '\uD83C' and <= '\uDFFF')
        or (>= '\uFF01' and <= '\uFFEE');
}
