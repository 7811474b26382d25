using System.Globalization;
using System.Text.RegularExpressions;

namespace QubridPS.Conversion;

/// <summary>Converts the text that a script block made of a number, such as "1,234.50", back to the number.</summary>
internal static class FormattedNumber
{
    private const NumberStyles Styles = NumberStyles.Number;

    // A format for fixed decimal places, as in "{0:N2}" -f $value or $value.ToString('N2').
    private static readonly Regex s_format = new(
        """\{0(?:,-?\d+)?:(?:[NF]\d*|[#0,.]+)\}|\.ToString\(\s*['"](?:[NF]\d*|[#0,.]+)['"]""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>Returns whether a script formats a number with decimal places or separators.</summary>
    internal static bool IsFormattedBy(string script) => s_format.IsMatch(script);

    /// <summary>Returns the number, or null if the text is not one.</summary>
    internal static object? TryParse(string text) =>
        decimal.TryParse(text, Styles, CultureInfo.InvariantCulture, out var number) ? number : null;
}
