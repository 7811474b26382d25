using System.Text;

namespace Qubrid.Client.Serialization;

/// <summary>Detects the character encoding of a body by its first bytes, or by its header.</summary>
internal static class BodyCharset
{
    /// <summary>Returns the encoding, or null for UTF-8, which needs no conversion.</summary>
    /// <param name="start">At least two bytes, or the whole body.</param>
    /// <param name="charset">The charset parameter of the Content-Type header.</param>
    internal static Encoding? Find(ReadOnlySpan<byte> start, string? charset)
    {
        if (start is [0xFF, 0xFE, ..] or [not 0, 0, ..])
        {
            return Encoding.Unicode;
        }

        if (start is [0xFE, 0xFF, ..] or [0, not 0, ..])
        {
            return Encoding.BigEndianUnicode;
        }

        // The body starts with the byte order mark of UTF-8, or with bytes that UTF-16 and UTF-32 would not have, so the header is wrong.
        var declared = start is [0xEF, 0xBB, ..] ? null : FindByName(charset?.Trim(' ', '"', '\'') ?? "");
        return declared is null or UTF8Encoding or UnicodeEncoding or UTF32Encoding ? null : declared;
    }

    private static Encoding? FindByName(string name)
    {
        name = name.StartsWith("latin-", StringComparison.OrdinalIgnoreCase) ? "latin" + name.Substring("latin-".Length) : name;
        if (name.Length == 0 || name.StartsWith("utf", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
#if NET
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
#else
            return Encoding.GetEncoding(name);
#endif
        }
        catch (ArgumentException)
        {
            return null; // an unknown name is ignored
        }
    }
}
