using Qubrid.Client.Http;

namespace Qubrid.Client;

/// <summary>
/// Limits the requests and tokens per minute of all calls that share it. Calls wait in the order in which they arrive. The requests are spread
/// evenly over the minute. Thread-safe.
/// </summary>
#pragma warning disable CA1001 // the semaphore has no handle to release, and the calls of several runspaces share it
public sealed class RateLimit
#pragma warning restore CA1001
{
    // A timer can be late by this time without a loss of requests.
    private const double RequestBurstSeconds = 0.25;
    private const double TokenBurstSeconds = 10;

    // The weight of the last completion in the average of their tokens.
    private const double Weight = 0.2;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly object _sync = new();
    private readonly RateBucket? _requests;
    private readonly RateBucket? _tokens;
    private double _completionTokens;
    private int _waiting;

    /// <summary>Creates a limit.</summary>
    /// <param name="requestsPerMinute">The maximum number of requests per minute, 1 or greater; null for no limit.</param>
    /// <param name="tokensPerMinute">The maximum number of tokens per minute, 1 or greater; null for no limit.</param>
    public RateLimit(int? requestsPerMinute, int? tokensPerMinute)
    {
        (RequestsPerMinute, TokensPerMinute) = (requestsPerMinute, tokensPerMinute);
        _requests = requestsPerMinute is { } requests ? new RateBucket(requests, Math.Max(1, requests * RequestBurstSeconds / 60), Now) : null;
        _tokens = tokensPerMinute is { } tokens ? new RateBucket(tokens, Math.Max(1, tokens * TokenBurstSeconds / 60), Now) : null;
    }

    /// <summary>Gets the maximum number of requests per minute; null for no limit.</summary>
    public int? RequestsPerMinute { get; }

    /// <summary>Gets the maximum number of tokens per minute; null for no limit.</summary>
    public int? TokensPerMinute { get; }

    /// <summary>Gets the number of calls that wait for their turn.</summary>
    public int WaitingCount => Volatile.Read(ref _waiting);

    private static double Now => CallDeadline.SecondsSince(0);

    /// <summary>
    /// Waits until a request can be sent. Its tokens are estimated: those of its messages, and the average of the completions so far. A request
    /// larger than the limit is sent when nothing else has been sent for some time, and the next one waits longer.
    /// </summary>
    /// <returns>The tokens to pass to <see cref="Correct"/>.</returns>
    internal async Task<double> AcquireAsync(ChatRequest? request, CallOptions options, CancellationToken cancellationToken)
    {
        var promptTokens = request is null || _tokens is null ? 0 : TokenEstimator.Estimate(request.Messages);
        Interlocked.Increment(ref _waiting);
        try
        {
            await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await WaitAsync(promptTokens, isChat: request is not null, options, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                _turn.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>Replaces the estimated tokens of a request by those that the service reports. A null usage leaves the estimate.</summary>
    internal void Correct(double estimate, ChatUsage? usage)
    {
        if (usage?.TotalTokens is not { } actual)
        {
            return;
        }

        lock (_sync)
        {
            _tokens?.Take(actual - estimate, Now);
            if (usage.CompletionTokens is { } completion)
            {
                _completionTokens += (completion - _completionTokens) * (_completionTokens == 0 ? 1 : Weight);
            }
        }
    }

    private async Task<double> WaitAsync(long promptTokens, bool isChat, CallOptions options, CancellationToken cancellationToken)
    {
        for (var isLogged = false; ; isLogged = true)
        {
            double delay;
            lock (_sync)
            {
                var now = Now;
                var tokens = isChat ? promptTokens + _completionTokens : 0;
                delay = Math.Max(_requests?.GetDelay(1, now) ?? 0, _tokens?.GetDelay(tokens, now) ?? 0);
                if (delay <= 0)
                {
                    _requests?.Take(1, now);
                    _tokens?.Take(tokens, now);
                    return tokens;
                }
            }

            if (!isLogged)
            {
                options.WriteLog($"Waiting {delay:0.000} s for the rate limit of the connection ({Describe()}).");
            }

            // A timer ends up to a millisecond early. The longest delay is one of the framework's timers.
            await Task.Delay(TimeSpan.FromSeconds(Math.Min(delay + 0.001, int.MaxValue / 1000d)), cancellationToken).ConfigureAwait(false);
        }
    }

    private string Describe() => string.Join(", ", new[]
    {
        RequestsPerMinute is { } requests ? FormattableString.Invariant($"{requests} requests per minute") : null,
        TokensPerMinute is { } tokens ? FormattableString.Invariant($"{tokens} tokens per minute") : null,
    }.Where(text => text is not null));
}
