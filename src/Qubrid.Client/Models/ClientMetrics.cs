namespace Qubrid.Client;

/// <summary>Represents the performance of a call, measured by the client with a monotonic clock.</summary>
public sealed class ClientMetrics
{
    /// <summary>Gets the seconds from sending the successful request to the first text or reasoning; null if there was none.</summary>
    public double? TtftSeconds { get; init; }

    /// <summary>Gets the seconds of the call, including retries and their delays.</summary>
    public double TotalTimeSeconds { get; init; }

    /// <summary>Gets the completion tokens (as counted by the service) per second between the first and the last token; null if either is unknown or the time is less than a millisecond.</summary>
    public double? TokensPerSecond { get; init; }

    /// <summary>Gets the number of requests that were sent, 1 or greater.</summary>
    public int Attempts { get; init; }

    /// <summary>Gets the seconds of delay between the requests; 0 if there was no retry.</summary>
    public double RetryDelaySeconds { get; init; }

    /// <summary>Returns the values as text, such as "0.50 s to first token, 10 tok/s, 1.20 s in total, 1 attempt".</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{ServiceMetrics.ToText(TtftSeconds, TokensPerSecond, TotalTimeSeconds)}, {Attempts} {(Attempts == 1 ? "attempt" : "attempts")}");
}
