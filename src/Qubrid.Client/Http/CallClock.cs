using System.Diagnostics;

namespace Qubrid.Client.Http;

/// <summary>The whole call's time: one token that the caller's stop and the total timeout both end, and a way to tell which it was.</summary>
internal sealed class CallClock : IDisposable
{
    private readonly CancellationToken _stop;
    private readonly CancellationTokenSource _all;
    private readonly TimeSpan _total;
    private readonly long _start = Stopwatch.GetTimestamp();

    internal CallClock(TimeSpan total, CancellationToken stop)
    {
        _stop = stop;
        _total = total;
        _all = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _all.CancelAfter(total);
    }

    internal CancellationToken Token => _all.Token;

    internal double Elapsed => SecondsSince(_start);

    internal bool IsStopped => _stop.IsCancellationRequested;

    internal bool IsTotalOver => _all.IsCancellationRequested && !_stop.IsCancellationRequested;

    internal bool Allows(TimeSpan delay) => _total == Timeout.InfiniteTimeSpan || Elapsed + delay.TotalSeconds < _total.TotalSeconds;

    internal static double SecondsSince(long timestamp) => (Stopwatch.GetTimestamp() - timestamp) / (double)Stopwatch.Frequency;

    public void Dispose() => _all.Dispose();
}
