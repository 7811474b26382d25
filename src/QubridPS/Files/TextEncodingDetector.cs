using System.Text;

namespace QubridPS.Files;

/// <summary>Detects the encoding of a text file from its beginning.</summary>
internal static class TextEncodingDetector
{
    /// <summary>Returns the encoding and the length of the byte order mark, or null if the file is binary.</summary>
    /// <param name="start">The first bytes of the file.</param>
    /// <param name="length">The number of bytes.</param>
    internal static (Encoding Encoding, int MarkLength)? Detect(byte[] start, int length) => start.AsSpan(0, length) switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (CreateUtf8(), 3),
        [0xFF, 0xFE, 0, 0, ..] => (new UTF32Encoding(bigEndian: false, byteOrderMark: false), 4),
        [0, 0, 0xFE, 0xFF, ..] => (new UTF32Encoding(bigEndian: true, byteOrderMark: false), 4),
        [0xFF, 0xFE, ..] => (CreateUtf16(isBigEndian: false), 2),
        [0xFE, 0xFF, ..] => (CreateUtf16(isBigEndian: true), 2),
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => null, // its compressed streams can follow after any length of text
        _ => DetectWithoutMark(start, length),
    };

    // Many Windows tools write UTF-16 without a byte order mark. Its line ends and ASCII characters contain a zero byte on one side.
    private static (Encoding Encoding, int MarkLength)? DetectWithoutMark(byte[] start, int length)
    {
        if (Array.IndexOf(start, (byte)0, 0, length) < 0)
        {
            return IsText(start, length) ? (CreateUtf8(), 0) : null;
        }

        foreach (var isBigEndian in new[] { false, true })
        {
            if (HasZerosOfUtf16(start, length, isBigEndian) && IsUtf16Text(start, length, isBigEndian))
            {
                return (CreateUtf16(isBigEndian), 0);
            }
        }

        return null;
    }

    private static bool IsText(byte[] start, int length)
    {
        for (var index = 0; index < length; index++)
        {
            if (!IsTextCharacter((char)start[index]))
            {
                return false;
            }
        }

        return true;
    }

    // In 8-bit text that contains zeros, most pairs of bytes are two ASCII characters.
    private static bool HasZerosOfUtf16(byte[] start, int length, bool isBigEndian)
    {
        var (zeros, asciiPairs) = (0, 0);
        for (var index = 0; index + 1 < length; index += 2)
        {
            var (high, low) = isBigEndian ? (start[index], start[index + 1]) : (start[index + 1], start[index]);
            if (low == 0)
            {
                return false;
            }

            zeros += high == 0 ? 1 : 0;
            asciiPairs += high is >= 0x20 and < 0x7F && low is >= 0x20 and < 0x7F ? 1 : 0;
        }

        return zeros > asciiPairs;
    }

    private static bool IsUtf16Text(byte[] start, int length, bool isBigEndian)
    {
        var text = new UnicodeEncoding(isBigEndian, byteOrderMark: false).GetString(start, 0, length - (length % 2));
        for (var index = 0; index < text.Length; index++)
        {
            // The last character can be half of a surrogate pair whose other half follows.
            if (!IsTextCharacter(text[index]) || (text[index] is >= '\uFFFD' && index < text.Length - 1))
            {
                return false;
            }
        }

        return true;
    }

    // White space, escape sequences and everything that is not a control character.
    private static bool IsTextCharacter(char character) => character is >= ' ' or (>= '\a' and <= '\r') or '\u001B';

    private static Encoding CreateUtf8() => Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, new Windows1252Fallback());

    private static UnicodeEncoding CreateUtf16(bool isBigEndian) => new(isBigEndian, byteOrderMark: false);
}
