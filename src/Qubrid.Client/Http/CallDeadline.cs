using System.Diagnostics;

namespace Qubrid.Client.Http;

/// <summary>The whole call's time: one token that the caller's stop and the total timeout both end, and a way to tell which it was.</summary>
internal sealed class CallDeadline : IDisposable
{
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenSource _linkedSource;
    private readonly TimeSpan _totalTimeout;
    private readonly long _startTimestamp = Stopwatch.GetTimestamp();

    internal CallDeadline(TimeSpan totalTimeout, CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        _totalTimeout = totalTimeout;
        _linkedSource = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _linkedSource.CancelAfter(totalTimeout);
    }

    internal CancellationToken Token => _linkedSource.Token;

    internal double ElapsedSeconds => SecondsSince(_startTimestamp);

    internal bool IsStopped => _cancellationToken.IsCancellationRequested;

    internal bool IsExpired => _linkedSource.IsCancellationRequested && !_cancellationToken.IsCancellationRequested;

    internal bool HasTimeFor(TimeSpan delay) => _totalTimeout == Timeout.InfiniteTimeSpan || ElapsedSeconds + delay.TotalSeconds < _totalTimeout.TotalSeconds;

    internal static double SecondsSince(long timestamp) => (Stopwatch.GetTimestamp() - timestamp) / (double)Stopwatch.Frequency;

    public void Dispose() => _linkedSource.Dispose();
}
