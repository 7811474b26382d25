using System.Runtime.ExceptionServices;
using Polly;
using Polly.Retry;

namespace Qubrid.Client.Http;

/// <summary>When a call is tried again, and how long it waits before.</summary>
internal static class RetryPolicy
{
    private const double MaxDelaySeconds = 60;

    // The longest that a timer of every framework can hold: 24 days.
    private static readonly TimeSpan s_mostWait = TimeSpan.FromMilliseconds(int.MaxValue);

#if !NET
    private static readonly ThreadLocal<Random> s_random = new(() => new Random(Guid.NewGuid().GetHashCode()));
#endif

    /// <summary>Returns whether a service asks for a longer wait than the call allows: then the call fails at once.</summary>
    internal static bool IsTooLong(TimeSpan? wait, CallOptions options) => wait > options.MaximumRetryDelay;

    /// <summary>
    /// Makes the attempt, and after a passing failure makes it again. Polly comes in with the first failure: most calls have none, and
    /// in a new process it costs a quarter of a first call to load and compile.
    /// </summary>
    internal static async Task ExecuteAsync(Func<Task> attempt, CallOptions options, CallDeadline deadline, Action<QubridApiException, TimeSpan> onRetry)
    {
        try
        {
            if (await TryFirstAsync(attempt, options, deadline).ConfigureAwait(false) is { } failure)
            {
                await ExecuteRetriesAsync(failure, attempt, options, deadline, onRetry).ConfigureAwait(false);
            }
        }
        catch (QubridApiException failure) when (IsTooLong(failure.RetryAfter, options))
        {
            failure.AddSentence(
                $"The service asks to wait {RetryAfterHeader.Describe(failure.RetryAfter!.Value)}, longer than the maximum retry delay of {options.MaximumRetryDelay.TotalSeconds:0.###} s.");
            throw;
        }
    }

    /// <summary>Returns the failure after which the request may be sent again.</summary>
    private static async Task<QubridApiException?> TryFirstAsync(Func<Task> attempt, CallOptions options, CallDeadline deadline)
    {
        try
        {
            await attempt().ConfigureAwait(false);
            return null;
        }
        catch (QubridApiException failure) when (options.MaximumRetryCount > 0 && ShouldRetry(failure, options, deadline))
        {
            return failure;
        }
    }

    // To Polly the attempt that failed is the first of its own.
    private static async Task ExecuteRetriesAsync(
        QubridApiException firstFailure, Func<Task> attempt, CallOptions options, CallDeadline deadline, Action<QubridApiException, TimeSpan> onRetry)
    {
        var firstFailed = ExceptionDispatchInfo.Capture(firstFailure);
        await CreatePipeline(options, deadline, onRetry)
            .ExecuteAsync(
                async _ =>
                {
                    Interlocked.Exchange(ref firstFailed, null)?.Throw();
                    await attempt().ConfigureAwait(false);
                },
                deadline.Token)
            .ConfigureAwait(false);
    }

    private static ResiliencePipeline CreatePipeline(CallOptions options, CallDeadline deadline, Action<QubridApiException, TimeSpan> onRetry) =>
        new ResiliencePipelineBuilder()
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.MaximumRetryCount,
                ShouldHandle = arguments => new ValueTask<bool>(ShouldRetry(arguments.Outcome.Exception, options, deadline)),
                DelayGenerator = arguments => new ValueTask<TimeSpan?>(
                    GetDelay(arguments.Outcome.Exception, arguments.AttemptNumber, options.RetryInterval)),
                OnRetry = arguments =>
                {
                    onRetry((QubridApiException)arguments.Outcome.Exception!, arguments.RetryDelay);
                    return default;
                },
            })
            .Build();

    // A wait that the total timeout would cut short is not begun: the error that is known now says more than a timeout later.
    private static bool ShouldRetry(Exception? error, CallOptions options, CallDeadline deadline) =>
        error is QubridApiException { IsTransient: true } failure
        && !IsTooLong(failure.RetryAfter, options)
        && deadline.HasTimeFor(failure.RetryAfter ?? TimeSpan.Zero);

    /// <summary>Full jitter: anything between nothing and a bound that doubles.</summary>
    private static TimeSpan GetDelay(Exception? error, int retry, TimeSpan interval)
    {
        if (error is QubridApiException { RetryAfter: { } retryAfter })
        {
            return retryAfter < s_mostWait ? retryAfter : s_mostWait;
        }

        var maxSeconds = Math.Min(interval.TotalSeconds * Math.Pow(2, retry), Math.Max(MaxDelaySeconds, interval.TotalSeconds));
        return TimeSpan.FromSeconds(maxSeconds * NextRandom());
    }

#if NET
    private static double NextRandom() => Random.Shared.NextDouble();
#else
    private static double NextRandom() => s_random.Value.NextDouble();
#endif
}
