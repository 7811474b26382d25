namespace QubridPS.Common;

/// <summary>
/// Blocks the pipeline thread until a task completes and calls back at intervals, so that the thread can write progress and verbose
/// output. Cancellation ends the wait at once, even if the task ignores it.
/// </summary>
internal static class PipelineThread
{
    // Five progress records per second are enough to read, and cheap compared with receiving the tokens.
    private const int PollIntervalMilliseconds = 200;

    /// <summary>Returns the result of a task, without blocking if it has completed.</summary>
    internal static T Wait<T>(ValueTask<T> task, Action onWaiting, CancellationToken cancellationToken) =>
        task.IsCompleted ? task.GetAwaiter().GetResult() : Wait(task.AsTask(), onWaiting, cancellationToken);

    /// <summary>Returns the result of a task; calls <paramref name="onWaiting"/> every 200 ms until it completes.</summary>
    /// <exception cref="OperationCanceledException">The wait was canceled; the task may still be running.</exception>
    internal static T Wait<T>(Task<T> task, Action onWaiting, CancellationToken cancellationToken)
    {
        try
        {
            while (!task.Wait(PollIntervalMilliseconds, cancellationToken))
            {
                onWaiting();
            }
        }
        catch (AggregateException)
        {
            // GetResult below throws the original exception instead.
        }
        catch (OperationCanceledException) when (!task.IsCompleted)
        {
            IgnoreFaults(task);
            throw;
        }

        return task.GetAwaiter().GetResult();
    }

    /// <summary>Observes the exception of an abandoned task, so that it is not reported as unobserved.</summary>
    internal static void IgnoreFaults(Task task) => _ = task.ContinueWith(
        static completed => _ = completed.Exception,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
