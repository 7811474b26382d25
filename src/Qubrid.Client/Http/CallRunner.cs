namespace Qubrid.Client.Http;

/// <summary>Runs the attempts of one call within its time and retry limits, and measures them.</summary>
internal sealed class CallRunner(CallOptions options, CancellationToken cancellationToken) : IDisposable
{
    private QubridApiException? _lastFailure;

    internal CallOptions Options => options;

    internal CallDeadline Deadline { get; } = new(options.TotalTimeout, cancellationToken, options.ElapsedBefore);

    internal CallTimings Timings { get; } = new();

    /// <summary>Executes an attempt and retries it after transient failures.</summary>
    /// <exception cref="QubridApiException">The last attempt failed, or the total timeout expired.</exception>
    /// <exception cref="OperationCanceledException">The caller canceled the call.</exception>
    internal async Task ExecuteAsync(Func<Task> attempt)
    {
        try
        {
            await RetryPolicy.ExecuteAsync(attempt, options, Deadline, OnRetry).ConfigureAwait(false);
        }
        catch (QubridApiException failure)
        {
            failure.Attempts = Timings.Attempts;
            throw;
        }
        catch (OperationCanceledException cause) when (Deadline.IsExpired)
        {
            var failure = ApiExceptionFactory.TotalTimeout((Exception?)_lastFailure ?? cause, Deadline);
            failure.Attempts = Timings.Attempts;
            throw failure;
        }
    }

    public void Dispose() => Deadline.Dispose();

    private void OnRetry(QubridApiException failure, TimeSpan delay)
    {
        _lastFailure = failure;
        Timings.RetryDelay += delay;
        options.WriteLog($"Retry {Timings.Attempts} of {options.MaximumRetryCount} in {delay.TotalSeconds:0.000} s: {failure.Message}");
    }
}
