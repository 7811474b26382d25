using System.Globalization;
using System.Net.Http.Headers;

namespace Qubrid.Client.Http;

/// <summary>Parses the delay that a service requests before a retry.</summary>
internal static class RetryAfterHeader
{
    // Ten years. Longer delays are reduced, so that dates can be computed with them.
    private const double MaxSeconds = 10 * 365.0 * 24 * 3600;

    /// <summary>Returns the delay of <c>retry-after-ms</c> or <c>Retry-After</c> (seconds or a date), or null.</summary>
    internal static TimeSpan? Parse(HttpResponseHeaders headers) =>
        ParseNumber(headers, "retry-after-ms") is { } milliseconds ? ToTimeSpan(milliseconds / 1000)
        : ParseNumber(headers, "Retry-After") is { } seconds ? ToTimeSpan(seconds)
        : ParseDate(headers) is { } date ? ToTimeSpan((date - DateTimeOffset.UtcNow).TotalSeconds)
        : null;

    /// <summary>Returns the delay as text: its length, and the local time at which it ends.</summary>
    internal static string Describe(TimeSpan delay)
    {
        var end = DateTime.Now + delay;
        return string.Format(CultureInfo.InvariantCulture, "{0:0.###} s, until {1:yyyy-MM-dd HH:mm:ss} local time", delay.TotalSeconds, end);
    }

    private static double? ParseNumber(HttpResponseHeaders headers, string name) =>
        double.TryParse(GetText(headers, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !double.IsNaN(number) ? number : null;

    private static DateTimeOffset? ParseDate(HttpResponseHeaders headers) =>
        DateTimeOffset.TryParse(
            GetText(headers, "Retry-After"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out var date)
            ? date
            : null;

    private static string? GetText(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    // A date in the past is no delay.
    private static TimeSpan ToTimeSpan(double seconds) => TimeSpan.FromSeconds(Math.Min(Math.Max(seconds, 0), MaxSeconds));
}
