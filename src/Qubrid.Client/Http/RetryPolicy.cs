using System.Runtime.ExceptionServices;
using Polly;
using Polly.Retry;

namespace Qubrid.Client.Http;

/// <summary>When a call is tried again, and how long it waits before.</summary>
internal static class RetryPolicy
{
    private const double MostDelaySeconds = 60;

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
    internal static async Task RunAsync(Func<Task> attempt, CallOptions options, CallClock clock, Action<QubridApiException, TimeSpan> onRetry)
    {
        try
        {
            if (await TryFirstAsync(attempt, options, clock).ConfigureAwait(false) is { } failure)
            {
                await RunAgainAsync(failure, attempt, options, clock, onRetry).ConfigureAwait(false);
            }
        }
        catch (QubridApiException failure) when (IsTooLong(failure.RetryAfter, options))
        {
            failure.AddSentence(
                $"The service asks to wait {RetryAfter.Describe(failure.RetryAfter!.Value)}, longer than the maximum retry delay of {options.MaximumRetryDelay.TotalSeconds:0.###} s.");
            throw;
        }
    }

    /// <summary>Returns the failure after which the request may be sent again.</summary>
    private static async Task<QubridApiException?> TryFirstAsync(Func<Task> attempt, CallOptions options, CallClock clock)
    {
        try
        {
            await attempt().ConfigureAwait(false);
            return null;
        }
        catch (QubridApiException failure) when (options.MaximumRetryCount > 0 && ShouldRetry(failure, options, clock))
        {
            return failure;
        }
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
                ShouldHandle = arguments => new ValueTask<bool>(ShouldRetry(arguments.Outcome.Exception, options, clock)),
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
    private static bool ShouldRetry(Exception? error, CallOptions options, CallClock clock) =>
        error is QubridApiException { IsTransient: true } failure
        && !IsTooLong(failure.RetryAfter, options)
        && clock.Allows(failure.RetryAfter ?? TimeSpan.Zero);

    /// <summary>Full jitter: anything between nothing and a bound that doubles.</summary>
    private static TimeSpan Delay(Exception? error, int retry, TimeSpan interval)
    {
        if (error is QubridApiException { RetryAfter: { } asked })
        {
            return asked < s_mostWait ? asked : s_mostWait;
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
