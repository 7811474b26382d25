namespace Qubrid.Client;

/// <summary>Performance as the service measured it (wire: <c>x_metrics</c>). What the service does not say is null.</summary>
public sealed class Metrics
{
    /// <summary>Seconds to the first token (wire: <c>ttft_seconds</c>).</summary>
    public double? TtftSeconds { get; init; }

    /// <summary>Tokens a second (wire: <c>tps</c>).</summary>
    public double? TokensPerSecond { get; init; }

    /// <summary>Seconds for the whole answer (wire: <c>total_time_seconds</c>).</summary>
    public double? TotalTimeSeconds { get; init; }

    /// <summary>Fields of the wire that have no property here, by their wire name.</summary>
    public IReadOnlyDictionary<string, object?> AdditionalProperties { get; init; } = WireFields.None;
}
