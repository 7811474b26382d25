using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using QubridPS.Conversion;

namespace QubridPS.Tools;

/// <summary>
/// Describes a tool call for the confirmation prompt: the bound parameters in one line of limited length. The values come from the model, so
/// that characters that can change the display are replaced.
/// </summary>
internal static class ToolCallDescriber
{
    private const int MaxValueLength = 160;
    private const int MaxParameters = 16;
    private const int MaxTotalLength = 1500;

    private static readonly Regex s_spaces = new(@"\s{3,}", RegexOptions.CultureInvariant);

    // Letters and symbols that are displayed as a space.
    private const string Blanks = "\u115F\u1160\u2800\u3164\uFFA0";

    /// <summary>Returns the parameters as <c>-Name 'value'</c>, or <c>no parameters</c> if there are none.</summary>
    internal static string Describe(IEnumerable<KeyValuePair<string, object?>> arguments)
    {
        var parameters = arguments.Select(argument => $"-{argument.Key} {ToLine(FormatValue(argument.Value))}").ToList();
        var shown = string.Join(" ", parameters.Take(MaxParameters)) + (parameters.Count > MaxParameters ? $" and {parameters.Count - MaxParameters} more parameters" : "");
        return parameters.Count == 0 ? "no parameters" : Shorten(shown, MaxTotalLength);
    }

    private static string FormatValue(object? value) => value switch
    {
        string text => $"'{Shorten(text, MaxValueLength).Replace("'", "''")}'",
        bool flag => flag ? "$true" : "$false",
        _ => Shorten(new PSObjectJsonWriter(new PropertySelector(null), depth: 10, static _ => { }).ToText(value), MaxValueLength),
    };

    // The middle is omitted, because the end of a value can be relevant too.
    private static string Shorten(string text, int maxLength)
    {
        if (text.Length <= maxLength)
        {
            return text;
        }

        var (start, end) = (maxLength * 2 / 3, text.Length - (maxLength / 3));
        start -= char.IsHighSurrogate(text[start - 1]) ? 1 : 0;
        end += char.IsLowSurrogate(text[end]) ? 1 : 0;
        return $"{text.Substring(0, start)}[... {end - start} more characters ...]{text.Substring(end)}";
    }

    private static string ToLine(string text)
    {
        var line = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            var category = CharUnicodeInfo.GetUnicodeCategory(text, index);
            var isPair = char.IsSurrogatePair(text, index);
            _ = category switch
            {
                _ when char.IsWhiteSpace(text[index]) || Blanks.Contains(text[index]) => line.Append(' '),
                UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
                    or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned => line.Append('\uFFFD'),
                _ => line.Append(text, index, isPair ? 2 : 1),
            };
            index += isPair ? 1 : 0;
        }

        return s_spaces.Replace(line.ToString(), run => $"[{run.Length} spaces]");
    }
}
