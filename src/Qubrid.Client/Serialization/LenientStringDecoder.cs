using System.Globalization;
using System.Text;

namespace Qubrid.Client.Serialization;

/// <summary>
/// Reads the inside of a JSON string where the strict way gave up: half a surrogate pair stays the unit that it is, so that halves
/// join again, and a byte that is no UTF-8 becomes U+FFFD. An answer is not lost for a character of it.
/// </summary>
internal static class LenientStringDecoder
{
    private const int HexDigits = 4;

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

    // The reader has checked already that each escape is one.
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
