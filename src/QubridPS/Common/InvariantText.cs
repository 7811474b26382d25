using System.Globalization;

namespace QubridPS.Common;

/// <summary>Converts values to text without regard to the culture of the session.</summary>
internal static class InvariantText
{
    /// <summary>Returns the text of a value, or null if the value is null.</summary>
    internal static string? From(object? value) =>
        value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value?.ToString();
}
