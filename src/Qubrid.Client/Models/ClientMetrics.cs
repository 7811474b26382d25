namespace Qubrid.Client;

/// <summary>Performance as measured here, on a monotonic clock.</summary>
public sealed class ClientMetrics
{
    /// <summary>Seconds from sending the request that was answered to its first text or reasoning; null where none came.</summary>
    public double? TtftSeconds { get; init; }

    /// <summary>Seconds for the whole call, retries and their delays included.</summary>
    public double TotalTimeSeconds { get; init; }

    /// <summary>Completion tokens (as the service counted them) a second, from the first token to the last; null where either is unknown, or they came within a millisecond.</summary>
    public double? TokensPerSecond { get; init; }

    /// <summary>Requests sent, from 1.</summary>
    public int Attempts { get; init; }

    /// <summary>Seconds waited between requests.</summary>
    public double RetryDelaySeconds { get; init; }

    /// <summary>Returns the figures in words, such as "0.50 s to first token, 10 tok/s, 1.20 s in total, 1 attempt".</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{ServiceMetrics.ToText(TtftSeconds, TokensPerSecond, TotalTimeSeconds)}, {Attempts} {(Attempts == 1 ? "attempt" : "attempts")}");
}
