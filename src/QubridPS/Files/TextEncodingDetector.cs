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

    // Many Windows tools write UTF-16 without a byte order mark.
    private static (Encoding Encoding, int MarkLength)? DetectWithoutMark(byte[] start, int length) =>
        IsText(start, length) ? (CreateUtf8(), 0)
        : Utf16Text.IsPlausible(start, length, isBigEndian: false) ? (CreateUtf16(isBigEndian: false), 0)
        : Utf16Text.IsPlausible(start, length, isBigEndian: true) ? (CreateUtf16(isBigEndian: true), 0)
        : null;

    private static bool IsText(byte[] start, int length)
    {
        for (var index = 0; index < length; index++)
        {
            if (!Utf16Text.IsTextCharacter((char)start[index]))
            {
                return false;
            }
        }

        return true;
    }

    private static Encoding CreateUtf8() => Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, new Windows1252Fallback());

    private static UnicodeEncoding CreateUtf16(bool isBigEndian) => new(isBigEndian, byteOrderMark: false);
}
