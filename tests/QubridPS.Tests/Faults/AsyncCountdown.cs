namespace QubridPS.Tests.Faults;

/// <summary>Completes after a number of signals; further signals are ignored. Does not block a thread.</summary>
internal sealed class AsyncCountdown(int count)
{
    private readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _remaining = count;

    internal Task Completed => _completed.Task;

    internal void Signal()
    {
        if (Interlocked.Decrement(ref _remaining) == 0)
        {
            _completed.SetResult();
        }
    }

    internal bool Wait(TimeSpan timeout) => _completed.Task.Wait(timeout);
}
