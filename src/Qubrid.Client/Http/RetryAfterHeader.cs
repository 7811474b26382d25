using System.Globalization;
using System.Net.Http.Headers;

namespace Qubrid.Client.Http;

/// <summary>How long the service asks to wait.</summary>
internal static class RetryAfterHeader
{
    // Ten years: more is no time that a caller could use.
    private const double MostSeconds = 10 * 365.0 * 24 * 3600;

    internal static TimeSpan? Parse(HttpResponseHeaders headers) =>
        ParseNumber(headers, "retry-after-ms") is { } milliseconds ? ToTimeSpan(milliseconds / 1000)
        : ParseNumber(headers, "Retry-After") is { } seconds ? ToTimeSpan(seconds)
        : Date(headers) is { } date ? ToTimeSpan((date - DateTimeOffset.UtcNow).TotalSeconds)
        : null;

    /// <summary>Says how long the wait is, and when it ends by the clock of this machine.</summary>
    internal static string Describe(TimeSpan wait)
    {
        var end = DateTime.Now + wait;
        return string.Format(CultureInfo.InvariantCulture, "{0:0.###} s, until {1:yyyy-MM-dd HH:mm:ss} local time", wait.TotalSeconds, end);
    }

    private static double? ParseNumber(HttpResponseHeaders headers, string name) =>
        double.TryParse(Text(headers, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !double.IsNaN(number) ? number : null;

    private static DateTimeOffset? Date(HttpResponseHeaders headers) =>
        DateTimeOffset.TryParse(
            Text(headers, "Retry-After"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out var date)
            ? date
            : null;

    private static string? Text(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    // A date gone by is no wait.
    private static TimeSpan ToTimeSpan(double seconds) => TimeSpan.FromSeconds(Math.Min(Math.Max(seconds, 0), MostSeconds));
}
