using System.Runtime.ExceptionServices;
using Polly;
using Polly.Retry;

namespace Qubrid.Client.Http;

/// <summary>When a call is tried again, and how long it waits before.</summary>
internal static class RetryPolicy
{
    private const double MostDelaySeconds = 60;

#if !NET
    private static readonly ThreadLocal<Random> s_random = new(() => new Random(Guid.NewGuid().GetHashCode()));
#endif

    /// <summary>
    /// Makes the attempt, and after a passing failure makes it again. Polly comes in with the first failure: most calls have none, and
    /// in a new process it costs a quarter of a first call to load and compile.
    /// </summary>
    internal static async Task RunAsync(Func<Task> attempt, CallOptions options, CallClock clock, Action<QubridApiException, TimeSpan> onRetry)
    {
        QubridApiException first;
        try
        {
            await attempt().ConfigureAwait(false);
            return;
        }
        catch (QubridApiException failure) when (options.MaximumRetryCount > 0 && ShouldRetry(failure, clock))
        {
            first = failure;
        }

        await RunAgainAsync(first, attempt, options, clock, onRetry).ConfigureAwait(false);
    }

    // To Polly the attempt that failed is the first of its own.
    private static async Task RunAgainAsync(
        QubridApiException first, Func<Task> attempt, CallOptions options, CallClock clock, Action<QubridApiException, TimeSpan> onRetry)
    {
        var failed = ExceptionDispatchInfo.Capture(first);
        await Create(options, clock, onRetry)
            .ExecuteAsync(
                async _ =>
                {
                    Interlocked.Exchange(ref failed, null)?.Throw();
                    await attempt().ConfigureAwait(false);
                },
                clock.Token)
            .ConfigureAwait(false);
    }

    private static ResiliencePipeline Create(CallOptions options, CallClock clock, Action<QubridApiException, TimeSpan> onRetry) =>
        new ResiliencePipelineBuilder()
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.MaximumRetryCount,
                ShouldHandle = arguments => new ValueTask<bool>(ShouldRetry(arguments.Outcome.Exception, clock)),
                DelayGenerator = arguments => new ValueTask<TimeSpan?>(
                    Delay(arguments.Outcome.Exception, arguments.AttemptNumber, options.RetryInterval)),
                OnRetry = arguments =>
                {
                    onRetry((QubridApiException)arguments.Outcome.Exception!, arguments.RetryDelay);
                    return default;
                },
            })
            .Build();

    // A wait that the total timeout would cut short is not begun: the error that is known now says more than a timeout later.
    private static bool ShouldRetry(Exception? error, CallClock clock) =>
        error is QubridApiException { IsTransient: true } failure && clock.Allows(failure.RetryAfter ?? TimeSpan.Zero);

    /// <summary>Full jitter: anything between nothing and a bound that doubles.</summary>
    private static TimeSpan Delay(Exception? error, int retry, TimeSpan interval)
    {
        if (error is QubridApiException { RetryAfter: { } asked })
        {
            return asked;
        }

        var bound = Math.Min(interval.TotalSeconds * Math.Pow(2, retry), Math.Max(MostDelaySeconds, interval.TotalSeconds));
        return TimeSpan.FromSeconds(bound * NextRandom());
    }

#if NET
    private static double NextRandom() => Random.Shared.NextDouble();
#else
    private static double NextRandom() => s_random.Value.NextDouble();
#endif
}
