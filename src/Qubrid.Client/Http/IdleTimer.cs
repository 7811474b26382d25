using System.Diagnostics;

namespace Qubrid.Client.Http;

/// <summary>Ends a wait that is longer than the longest silence. Armed while we wait, not while the caller works.</summary>
internal sealed class IdleTimer(CallDeadline deadline, TimeSpan timeout) : IDisposable
{
    private readonly CancellationTokenSource _source = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token);
    private readonly CancellationToken _callToken = deadline.Token;
    private long? _deadline;

    internal CancellationToken Token => _source.Token;

    internal TimeSpan IdleTimeout { get; set; } = timeout;

    internal bool HasExpired => _source.IsCancellationRequested && !_callToken.IsCancellationRequested;

    /// <summary>Ends every wait at a point in time, however often bytes come until then.</summary>
    internal void SetDeadline(TimeSpan fromNow) => _deadline ??= Stopwatch.GetTimestamp() + (long)(fromNow.TotalSeconds * Stopwatch.Frequency);

    internal void ClearDeadline() => _deadline = null;

    internal void Arm() => _source.CancelAfter(_deadline is { } deadline ? Shorter(IdleTimeout, Remaining(deadline)) : IdleTimeout);

    internal void Disarm() => _source.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Dispose() => _source.Dispose();

    private static TimeSpan Remaining(long deadline) =>
        TimeSpan.FromSeconds(Math.Max(0, (deadline - Stopwatch.GetTimestamp()) / (double)Stopwatch.Frequency));

    private static TimeSpan Shorter(TimeSpan limit, TimeSpan remaining) => limit == Timeout.InfiniteTimeSpan || remaining < limit ? remaining : limit;
}
