namespace QubridPS.Execution;

/// <summary>
/// Waits on the pipeline thread for work of other threads, and meanwhile writes what only this thread may write. A stop
/// ends the wait at once, even where the work does not heed it.
/// </summary>
internal static class PipelineWait
{
    // Five times a second: as often as a person can follow, and cheap beside the tokens.
    private const int WakeMilliseconds = 200;

    internal static T For<T>(ValueTask<T> work, Action onWake, CancellationToken stop) =>
        work.IsCompleted ? work.GetAwaiter().GetResult() : For(work.AsTask(), onWake, stop);

    internal static T For<T>(Task<T> work, Action onWake, CancellationToken stop)
    {
        try
        {
            while (!work.Wait(WakeMilliseconds, stop))
            {
                onWake();
            }
        }
        catch (AggregateException)
        {
            // GetResult tells it plainly
        }
        catch (OperationCanceledException) when (!work.IsCompleted)
        {
            Observe(work);
            throw;
        }

        return work.GetAwaiter().GetResult();
    }

    /// <summary>Nobody waits for this any more; how it ends is noted and no one's concern.</summary>
    internal static void Observe(Task work) => _ = work.ContinueWith(
        static late => _ = late.Exception,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
