using System.Globalization;
using System.Text;
using Qubrid.Client;

namespace QubridPS.Reporting;

/// <summary>Encodes text for the content and the attributes of a page. All text that is not written by this module goes through this class.</summary>
internal static class Html
{
    /// <summary>Returns the text with visible forms of invisible characters, encoded.</summary>
    internal static string Encode(string? text) => string.IsNullOrEmpty(text) ? "" : EncodeMarkup(VisibleText.Replace(text!));

    /// <summary>Returns the beginning of the text on one line, encoded.</summary>
    internal static string EncodeLine(string? text, int maxLength) => EncodeMarkup(ToLine(text, maxLength));

    /// <summary>Returns the beginning of the text on one line, with visible forms of invisible characters. It still has to be encoded.</summary>
    internal static string ToLine(string? text, int maxLength)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        // White space is combined, so that a line can need more of the text than its length. A text of a megabyte is not read to its end.
        var start = text!.Length <= maxLength * 4 ? text : TextExcerpt.Truncate(text, maxLength * 4);
        return TextExcerpt.Truncate(VisibleText.ToLine(start), maxLength);
    }

    /// <summary>Returns the text, encoded. A note states how much is left out of a text that is longer than the limit.</summary>
    internal static string EncodeBlock(string text, int maxLength)
    {
        if (text.Length <= maxLength)
        {
            return Encode(text.Replace("\r\n", "\n"));
        }

        var omitted = string.Format(CultureInfo.InvariantCulture, "[{0:N0} more characters are not shown.]", text.Length - maxLength);
        return Encode(TextExcerpt.Truncate(text, maxLength).Replace("\r\n", "\n")) + "\n" + omitted;
    }

    private static string EncodeMarkup(string text)
    {
        if (text.IndexOfAny(['&', '<', '>', '"', '\'']) < 0)
        {
            return text;
        }

        var encoded = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            _ = character switch
            {
                '&' => encoded.Append("&amp;"),
                '<' => encoded.Append("&lt;"),
                '>' => encoded.Append("&gt;"),
                '"' => encoded.Append("&quot;"),
                '\'' => encoded.Append("&#39;"),
                _ => encoded.Append(character),
            };
        }

        return encoded.ToString();
    }
}
