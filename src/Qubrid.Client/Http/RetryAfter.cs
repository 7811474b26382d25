using System.Globalization;
using System.Net.Http.Headers;

namespace Qubrid.Client.Http;

/// <summary>How long the service asks to wait.</summary>
internal static class RetryAfter
{
    internal static TimeSpan? Read(HttpResponseHeaders headers) =>
        Number(headers, "retry-after-ms") is { } milliseconds ? Span(milliseconds / 1000)
        : Number(headers, "Retry-After") is { } seconds ? Span(seconds)
        : headers.RetryAfter?.Date is { } date ? Span((date - DateTimeOffset.UtcNow).TotalSeconds)
        : null;

    private static double? Number(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values)
        && double.TryParse(values.FirstOrDefault(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && !double.IsNaN(number)
            ? number
            : null;

    // A date gone by is no wait; more than a timer can hold (49 days) is cut to what it can.
    private static TimeSpan Span(double seconds) => TimeSpan.FromSeconds(Math.Min(Math.Max(seconds, 0), 4_000_000));
}
