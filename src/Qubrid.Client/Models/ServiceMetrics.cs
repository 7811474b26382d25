using System.Globalization;
using Qubrid.Client.Models;

namespace Qubrid.Client;

/// <summary>Represents the performance of a call, measured by the service. A value that the service did not send is null. JSON: <c>x_metrics</c>.</summary>
public sealed class ServiceMetrics
{
    /// <summary>Gets the seconds to the first token. JSON: <c>ttft_seconds</c>.</summary>
    public double? TtftSeconds { get; init; }

    /// <summary>Gets the generated tokens per second. JSON: <c>tps</c>.</summary>
    public double? TokensPerSecond { get; init; }

    /// <summary>Gets the seconds of the whole response. JSON: <c>total_time_seconds</c>.</summary>
    public double? TotalTimeSeconds { get; init; }

    /// <summary>Gets the JSON fields that have no property here, by their JSON name.</summary>
    public IReadOnlyDictionary<string, object?> AdditionalProperties { get; init; } = AdditionalFields.Empty;

    /// <summary>Returns the known values as text, such as "0.50 s to first token, 10 tok/s, 1.20 s in total".</summary>
    public override string ToString() => ToText(TtftSeconds, TokensPerSecond, TotalTimeSeconds);

    internal static string ToText(double? ttftSeconds, double? tokensPerSecond, double? totalTimeSeconds)
    {
        string?[] parts =
        [
            ToText(ttftSeconds, "{0:0.00} s to first token"),
            ToText(tokensPerSecond, "{0:0.#} tok/s"),
            ToText(totalTimeSeconds, "{0:0.00} s in total"),
        ];
        return string.Join(", ", parts.Where(part => part is not null)) is { Length: > 0 } text ? text : "not reported";
    }

    private static string? ToText(double? value, string format) =>
        value is { } known ? string.Format(CultureInfo.InvariantCulture, format, known) : null;
}
