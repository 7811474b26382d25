using System.Globalization;

namespace QubridPS.Reporting;

/// <summary>Formats numbers and times of a report. Like the text of the page, they are English, whatever the culture of the session is.</summary>
internal static class ReportFormat
{
    /// <summary>Returns a number with group separators, or an empty string if there is none.</summary>
    internal static string Count(long? number) => number?.ToString("N0", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Returns a number and its unit, such as "1 failure" or "2 failures".</summary>
    internal static string Count(long number, string unit) => $"{Count(number)} {unit}{(number == 1 ? "" : "s")}";

    /// <summary>Returns seconds with about three significant digits, or an empty string if there are none.</summary>
    internal static string Seconds(double? seconds) => seconds is not { } value ? ""
        : value >= 1e9 ? value.ToString("0.##E0", CultureInfo.InvariantCulture)
        : value.ToString(value >= 100 ? "#,0" : value >= 10 ? "0.0" : value >= 1 ? "0.00" : value == 0 ? "0" : "0.000", CultureInfo.InvariantCulture);

    /// <summary>Returns seconds as a duration, such as "4 min 12 s".</summary>
    internal static string Duration(double seconds) => seconds switch
    {
        < 60 => $"{(seconds == Math.Floor(seconds) ? Count((long)seconds) : Seconds(seconds))} s",
        < 3600 => FormattableString.Invariant($"{Math.Floor(seconds / 60)} min {Math.Floor(seconds % 60)} s"),
        < 1e12 => $"{Count((long)(seconds / 3600))} h {Count((long)(seconds % 3600 / 60))} min",
        _ => $"{Seconds(seconds)} s",
    };

    /// <summary>Returns an amount with two to six decimal places, or an empty string if there is none.</summary>
    internal static string Cost(decimal? cost) => cost switch
    {
        null => "",
        > 0 and < 0.000001m => "< 0.000001",
        _ => cost.Value.ToString("#,0.00####", CultureInfo.InvariantCulture),
    };

    /// <summary>Returns a time in UTC for a reader, without the time zone.</summary>
    internal static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Returns a time in UTC for the element "time".</summary>
    internal static string TimeElement(DateTimeOffset time, string suffix = "") =>
        $"<time datetime=\"{time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}\">{Time(time)}{suffix}</time>";
}
