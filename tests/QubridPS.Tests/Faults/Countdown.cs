namespace QubridPS.Tests.Faults;

/// <summary>Is over after so many signals; more of them do no harm. Holds no thread.</summary>
internal sealed class Countdown(int count)
{
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _left = count;

    internal Task Over => _over.Task;

    internal void Signal()
    {
        if (Interlocked.Decrement(ref _left) == 0)
        {
            _over.SetResult();
        }
    }

    internal bool Wait(TimeSpan patience) => _over.Task.Wait(patience);
}
