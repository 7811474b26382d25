using System.Globalization;

namespace Qubrid.Client.Redaction;

/// <summary>Formats and finds placeholders: a name in capitals and a number, such as <c>[EMAIL_1]</c>.</summary>
internal static class Placeholder
{
    /// <summary>The maximum number of characters of a placeholder.</summary>
    internal const int MaxLength = 48;

    internal static string Create(string name, int number) => string.Format(CultureInfo.InvariantCulture, "[{0}_{1}]", name.ToUpperInvariant(), number);

    /// <summary>Returns the placeholders in the text, whether they stand for a value or not, in order.</summary>
    internal static IEnumerable<(int Start, string Text)> FindAll(string text)
    {
        for (var start = text.IndexOf('['); start >= 0; start = text.IndexOf('[', start + 1))
        {
            if (GetLength(text, start) is > 0 and var length)
            {
                yield return (start, text.Substring(start, length));
            }
        }
    }

    // The length of the placeholder, or 0 if the bracket begins something else.
    private static int GetLength(string text, int start)
    {
        var end = start + 1;
        while (end < text.Length && end - start < MaxLength && (text[end] is (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_'))
        {
            end++;
        }

        if (end >= text.Length || text[end] != ']')
        {
            return 0;
        }

        var separator = text.LastIndexOf('_', end, end - start);
        return separator > start + 1 && separator < end - 1 && text[separator + 1] != '0' && IsNumber(text, separator + 1, end) ? end + 1 - start : 0;
    }

    private static bool IsNumber(string text, int start, int end)
    {
        for (; start < end; start++)
        {
            if (text[start] is < '0' or > '9')
            {
                return false;
            }
        }

        return true;
    }
}
