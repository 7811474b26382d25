using Qubrid.Client.Http;

namespace Qubrid.Client;

/// <summary>How patient one call is.</summary>
public sealed class CallOptions
{
    /// <summary>Longest silence: until the answer begins, and between its bytes. The default is 100 s; infinite is allowed.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>Longest time for all, retries and their delays included; infinite by default.</summary>
    public TimeSpan TotalTimeout { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>How often to try again after a passing failure; the default is 2, 0 is never.</summary>
    public int MaximumRetryCount { get; init; } = 2;

    /// <summary>The longest first delay, 1 s by default; it doubles with each retry, up to 60 s, and the real delay is drawn
    /// between 0 and that. A service's own Retry-After is obeyed instead.</summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Gets the longest wait that a service may ask for (headers <c>retry-after-ms</c>, <c>Retry-After</c>); the default is 300 s. A longer
    /// one is not waited for: the call fails at once, and its error tells the wait.
    /// </summary>
    public TimeSpan MaximumRetryDelay { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>What calls share that are made side by side; null where there is only one at a time.</summary>
    internal SharedRateLimiter? RateLimiter { get; private init; }

    /// <summary>Told in one line what is sent, answered, and tried again. Called from any thread; never holds the key.</summary>
    public Action<string>? Log { get; init; }

    /// <summary>Writes one line to the log; what a service said in it cannot drive a terminal.</summary>
    internal void WriteLog(FormattableString line) => Log?.Invoke(TerminalSanitizer.SanitizeLine(FormattableString.Invariant(line)));

    /// <summary>The same patience for calls that are made side by side.</summary>
    public CallOptions WithSharedRateLimiter() => new()
    {
        IdleTimeout = IdleTimeout,
        TotalTimeout = TotalTimeout,
        MaximumRetryCount = MaximumRetryCount,
        RetryInterval = RetryInterval,
        MaximumRetryDelay = MaximumRetryDelay,
        Log = Log,
        RateLimiter = new SharedRateLimiter(),
    };
}
