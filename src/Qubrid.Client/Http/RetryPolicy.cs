using System.Runtime.ExceptionServices;
using Polly;
using Polly.Retry;

namespace Qubrid.Client.Http;

/// <summary>Decides whether and after which delay a call is retried.</summary>
internal static class RetryPolicy
{
    private const double MaxDelaySeconds = 60;

    // The maximum of timers on all frameworks, 24 days.
    private static readonly TimeSpan s_maxTimerDelay = TimeSpan.FromMilliseconds(int.MaxValue);

#if !NET
    private static readonly ThreadLocal<Random> s_random = new(() => new Random(Guid.NewGuid().GetHashCode()));
#endif

    /// <summary>Returns whether the requested delay exceeds the maximum of the call, so that the call fails at once.</summary>
    internal static bool IsTooLong(TimeSpan? delay, CallOptions options) => delay > options.MaximumRetryDelay;

    /// <summary>
    /// Executes an attempt and retries it after transient failures. Polly is used only after the first failure: most calls have none, and in a new
    /// process loading and compiling it takes a quarter of the time of the first call.
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
                $"The service requests a delay of {RetryAfterHeader.Describe(failure.RetryAfter!.Value)}, which exceeds the maximum retry delay of {options.MaximumRetryDelay.TotalSeconds:0.###} s.");
            throw;
        }
    }

    /// <summary>Executes the first attempt. Returns its failure if it can be retried, or null if the attempt succeeded.</summary>
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

    // The first failure is rethrown inside the pipeline, so that Polly counts it as the first attempt.
    private static async Task ExecuteRetriesAsync(
        QubridApiException firstFailure, Func<Task> attempt, CallOptions options, CallDeadline deadline, Action<QubridApiException, TimeSpan> onRetry)
    {
        var rethrown = ExceptionDispatchInfo.Capture(firstFailure);
        await CreatePipeline(options, deadline, onRetry)
            .ExecuteAsync(
                async _ =>
                {
                    Interlocked.Exchange(ref rethrown, null)?.Throw();
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

    // No retry if the delay would exceed the total timeout: this failure is more useful than a timeout after the delay.
    private static bool ShouldRetry(Exception? error, CallOptions options, CallDeadline deadline) =>
        error is QubridApiException { IsTransient: true } failure
        && !IsTooLong(failure.RetryAfter, options)
        && deadline.HasTimeFor(failure.RetryAfter ?? TimeSpan.Zero);

    /// <summary>Returns the requested delay, or with full jitter a random time between 0 and a bound that doubles with each retry.</summary>
    private static TimeSpan GetDelay(Exception? error, int retry, TimeSpan interval)
    {
        if (error is QubridApiException { RetryAfter: { } retryAfter })
        {
            return retryAfter < s_maxTimerDelay ? retryAfter : s_maxTimerDelay;
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
