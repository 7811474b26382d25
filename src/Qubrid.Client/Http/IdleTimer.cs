using System.Diagnostics;

namespace Qubrid.Client.Http;

/// <summary>Cancels a read that receives no data within the idle timeout. It runs only during reads, not while the caller processes an update.</summary>
internal sealed class IdleTimer(CallDeadline deadline, TimeSpan timeout) : IDisposable
{
    private readonly CancellationTokenSource _source = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token);
    private readonly CancellationToken _callToken = deadline.Token;
    private long? _deadline;

    internal CancellationToken Token => _source.Token;

    internal TimeSpan IdleTimeout { get; set; } = timeout;

    /// <summary>Gets whether the timer canceled the read; false if the call was canceled.</summary>
    internal bool HasExpired => _source.IsCancellationRequested && !_callToken.IsCancellationRequested;

    /// <summary>Cancels reads after the given time, even if data is received. The first deadline applies until it is cleared.</summary>
    internal void SetDeadline(TimeSpan fromNow) => _deadline ??= Stopwatch.GetTimestamp() + (long)(fromNow.TotalSeconds * Stopwatch.Frequency);

    internal void ClearDeadline() => _deadline = null;

    internal void Arm() => _source.CancelAfter(_deadline is { } deadline ? GetMinimum(IdleTimeout, GetRemaining(deadline)) : IdleTimeout);

    internal void Disarm() => _source.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Dispose() => _source.Dispose();

    private static TimeSpan GetRemaining(long deadline) =>
        TimeSpan.FromSeconds(Math.Max(0, (deadline - Stopwatch.GetTimestamp()) / (double)Stopwatch.Frequency));

    private static TimeSpan GetMinimum(TimeSpan timeout, TimeSpan remaining) => timeout == Timeout.InfiniteTimeSpan || remaining < timeout ? remaining : timeout;
}
