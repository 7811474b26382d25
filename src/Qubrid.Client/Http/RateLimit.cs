using System.Threading.RateLimiting;
using Qubrid.Client.Http;

namespace Qubrid.Client;

/// <summary>
/// Limits the requests and tokens per minute of all calls that share it. Calls wait in the order in which they arrive. The requests are spread
/// evenly over the minute. Thread-safe.
/// </summary>
#pragma warning disable CA1001 // the limiter has no handle to release, and the calls of several runspaces share it
public sealed class RateLimit
#pragma warning restore CA1001
{
    // A timer can be late by this time without a loss of requests.
    private const double RequestBurstSeconds = 0.5;
    private const double TokenBurstSeconds = 10;

    // The weight of the last completion in the average of their tokens.
    private const double Weight = 0.2;

    private readonly ConcurrencyLimiter _turn = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = 1, QueueLimit = int.MaxValue, QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    private readonly object _sync = new();
    private readonly RateBucket? _requests;
    private readonly RateBucket? _tokens;
    private double _completionTokens;

    /// <summary>Creates a limit.</summary>
    /// <param name="requestsPerMinute">The maximum number of requests per minute, 1 or greater; null for no limit.</param>
    /// <param name="tokensPerMinute">The maximum number of tokens per minute, 1 or greater; null for no limit.</param>
    public RateLimit(int? requestsPerMinute, int? tokensPerMinute)
    {
        (RequestsPerMinute, TokensPerMinute) = (requestsPerMinute, tokensPerMinute);
        _requests = requestsPerMinute is { } requests ? new RateBucket(requests, RequestBurstSeconds, "requests") : null;
        _requests?.Empty();
        _tokens = tokensPerMinute is { } tokens ? new RateBucket(tokens, TokenBurstSeconds, "tokens") : null;
    }

    /// <summary>Gets the maximum number of requests per minute; null for no limit.</summary>
    public int? RequestsPerMinute { get; }

    /// <summary>Gets the maximum number of tokens per minute; null for no limit.</summary>
    public int? TokensPerMinute { get; }

    /// <summary>Gets the number of calls that wait for their turn.</summary>
    public long WaitingCount => _turn.GetStatistics() is { } turns ? turns.CurrentQueuedCount + 1 - turns.CurrentAvailablePermits : 0;

    private double AverageCompletionTokens
    {
        get
        {
            lock (_sync)
            {
                return _completionTokens;
            }
        }
    }

    /// <summary>
    /// Waits until a request can be sent. Its tokens are estimated: those of its messages, and the average of the completions so far. A request
    /// larger than the limit is sent when nothing else has been sent for some time, and the next one waits longer.
    /// </summary>
    /// <returns>The tokens to pass to <see cref="Correct"/>.</returns>
    internal async Task<double> AcquireAsync(ChatRequest? request, CallOptions options, CancellationToken cancellationToken)
    {
        var promptTokens = request is null || _tokens is null ? 0 : TokenEstimator.Estimate(request.Messages);
        using var turn = await _turn.AcquireAsync(1, cancellationToken).ConfigureAwait(false);
        var tokens = request is null ? 0 : promptTokens + AverageCompletionTokens;
        if (_tokens is not null)
        {
            await _tokens.TakeAsync(tokens, options, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            if (_requests is not null)
            {
                await _requests.TakeAsync(1, options, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            _tokens?.AddDebt(-tokens);
            throw;
        }

        return tokens;
    }

    /// <summary>Replaces the estimated tokens of a request by those that the service reports. A null usage leaves the estimate.</summary>
    internal void Correct(double estimate, ChatUsage? usage)
    {
        if (usage?.TotalTokens is not { } actual)
        {
            return;
        }

        _tokens?.AddDebt(actual - estimate);
        if (usage.CompletionTokens is { } completion)
        {
            lock (_sync)
            {
                _completionTokens += (completion - _completionTokens) * (_completionTokens == 0 ? 1 : Weight);
            }
        }
    }
}
