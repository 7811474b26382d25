using System.Globalization;
using System.Text;

namespace Qubrid.Client.Serialization;

/// <summary>
/// Decodes JSON strings that Utf8JsonReader rejects. Lone surrogates are preserved, because the other half may follow in the next chunk, and invalid
/// UTF-8 bytes become U+FFFD.
/// </summary>
internal static class LenientStringDecoder
{
    private const int HexDigits = 4;

    /// <summary>Decodes the content of a string, without its quotation marks.</summary>
    internal static string Decode(ReadOnlySpan<byte> escaped)
    {
        var text = new StringBuilder(escaped.Length);
        while (!escaped.IsEmpty)
        {
            var plain = escaped.IndexOf((byte)'\\');
            plain = plain < 0 ? escaped.Length : plain;
            text.Append(Encoding.UTF8.GetString(escaped.Slice(0, plain).ToArray()));
            escaped = escaped.Slice(plain);
            if (!escaped.IsEmpty)
            {
                text.Append(Unescape(ref escaped));
            }
        }

        return text.ToString();
    }

    // Utf8JsonReader has already validated the escape sequences.
    private static char Unescape(ref ReadOnlySpan<byte> escaped)
    {
        var kind = escaped[1];
        if (kind == 'u')
        {
            var codeUnit = ushort.Parse(Encoding.UTF8.GetString(escaped.Slice(2, HexDigits).ToArray()), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            escaped = escaped.Slice(2 + HexDigits);
            return (char)codeUnit;
        }

        escaped = escaped.Slice(2);
        return (char)kind switch
        {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'b' => '\b',
            'f' => '\f',
            var literal => literal,
        };
    }
}
