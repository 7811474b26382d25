using System.Globalization;
using Qubrid.Client.Models;

namespace Qubrid.Client;

/// <summary>Performance as the service measured it (wire: <c>x_metrics</c>). What the service does not say is null.</summary>
public sealed class ServiceMetrics
{
    /// <summary>Seconds to the first token (wire: <c>ttft_seconds</c>).</summary>
    public double? TtftSeconds { get; init; }

    /// <summary>Tokens a second (wire: <c>tps</c>).</summary>
    public double? TokensPerSecond { get; init; }

    /// <summary>Seconds for the whole answer (wire: <c>total_time_seconds</c>).</summary>
    public double? TotalTimeSeconds { get; init; }

    /// <summary>Fields of the wire that have no property here, by their wire name.</summary>
    public IReadOnlyDictionary<string, object?> AdditionalProperties { get; init; } = AdditionalFields.Empty;

    /// <summary>Returns the known figures in words, such as "0.50 s to first token, 10 tok/s, 1.20 s in total".</summary>
    public override string ToString() => ToText(TtftSeconds, TokensPerSecond, TotalTimeSeconds);

    internal static string ToText(double? ttftSeconds, double? tokensPerSecond, double? totalTimeSeconds)
    {
        string?[] facts =
        [
            ToText(ttftSeconds, "{0:0.00} s to first token"),
            ToText(tokensPerSecond, "{0:0.#} tok/s"),
            ToText(totalTimeSeconds, "{0:0.00} s in total"),
        ];
        return string.Join(", ", facts.Where(fact => fact is not null)) is { Length: > 0 } text ? text : "not reported";
    }

    private static string? ToText(double? figure, string format) =>
        figure is { } known ? string.Format(CultureInfo.InvariantCulture, format, known) : null;
}
