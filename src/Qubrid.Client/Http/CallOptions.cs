using Qubrid.Client.Http;

namespace Qubrid.Client;

/// <summary>Contains the timeouts and retry settings of a call, and what is redacted in its request.</summary>
public sealed record CallOptions
{
    /// <summary>Gets the maximum time without data: until the response starts, and between its bytes. The default is 100 s; infinite is allowed.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>Gets the maximum time of the call, including retries and their delays. The default is infinite.</summary>
    public TimeSpan TotalTimeout { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>Gets the maximum number of retries after transient failures, 0 or greater. The default is 2.</summary>
    public int MaximumRetryCount { get; init; } = 2;

    /// <summary>
    /// Gets the upper bound of the delay before the first retry. The default is 1 s. The bound doubles with each retry, up to 60 s, and the delay is
    /// a random time between 0 and the bound. A delay that the service requests (<see cref="QubridApiException.RetryAfter"/>) is used instead.
    /// </summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Gets the maximum delay that a service can request (headers <c>retry-after-ms</c>, <c>Retry-After</c>). The default is 300 s. If it requests
    /// a longer delay, the call fails at once, and the message contains the delay.
    /// </summary>
    public TimeSpan MaximumRetryDelay { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>Gets what is replaced by placeholders before a request is sent or recorded, and restored in the completion; null for nothing.</summary>
    public Redactor? Redactor { get; init; }

    /// <summary>Gets the rate limiter that concurrent calls share; null if there is none.</summary>
    internal SharedRateLimiter? RateLimiter { get; init; }

    /// <summary>Gets the function that receives one-line log messages about requests, responses and retries; null if there is none. It is called on any thread. Messages never contain the API key.</summary>
    public Action<string>? Log { get; init; }

    /// <summary>Writes a line to the log. Text of the service is sanitized.</summary>
    internal void WriteLog(FormattableString line) => Log?.Invoke(TerminalSanitizer.SanitizeLine(FormattableString.Invariant(line)));

    /// <summary>Gets the models that are tried in turn when the model of a request fails; null for none.</summary>
    public ModelFallback? Fallback { get; init; }

    /// <summary>Gets the model that answered last in the conversation of the call; null if it is not a conversation.</summary>
    internal AnsweringModel? AnsweringModel { get; init; }

    /// <summary>Gets the part of <see cref="TotalTimeout"/> that other models of the call have used.</summary>
    internal TimeSpan ElapsedBefore { get; init; }

    /// <summary>Returns a copy with a new rate limiter, to be used for all calls of a batch: status 429 of one call pauses the others.</summary>
    public CallOptions WithSharedRateLimiter() => this with { RateLimiter = new SharedRateLimiter() };

    /// <summary>Returns a copy for the calls of one conversation: after a fallback model has answered, the next request is sent to it too.</summary>
    public CallOptions WithConversation() => Fallback is null ? this : this with { AnsweringModel = new AnsweringModel() };
}
