namespace QubridPS.Common;

/// <summary>
/// Waits on the pipeline thread for work of other threads, and meanwhile writes what only this thread may write. A stop
/// ends the wait at once, even where the work does not heed it.
/// </summary>
internal static class PipelineThread
{
    // Five times a second: as often as a person can follow, and cheap beside the tokens.
    private const int PollIntervalMilliseconds = 200;

    internal static T Wait<T>(ValueTask<T> task, Action onWaiting, CancellationToken cancellationToken) =>
        task.IsCompleted ? task.GetAwaiter().GetResult() : Wait(task.AsTask(), onWaiting, cancellationToken);

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
            // GetResult tells it plainly
        }
        catch (OperationCanceledException) when (!task.IsCompleted)
        {
            IgnoreFaults(task);
            throw;
        }

        return task.GetAwaiter().GetResult();
    }

    /// <summary>Nobody waits for this any more; how it ends is noted and no one's concern.</summary>
    internal static void IgnoreFaults(Task task) => _ = task.ContinueWith(
        static completed => _ = completed.Exception,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
