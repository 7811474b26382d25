namespace Qubrid.Client.Http;

/// <summary>Ends a wait that is longer than the longest silence. Armed while we wait, not while the caller works.</summary>
internal sealed class IdleTimer(CallClock clock, TimeSpan limit) : IDisposable
{
    private readonly CancellationTokenSource _source = CancellationTokenSource.CreateLinkedTokenSource(clock.Token);
    private readonly CancellationToken _call = clock.Token;

    internal CancellationToken Token => _source.Token;

    internal TimeSpan Limit { get; set; } = limit;

    internal bool IsOver => _source.IsCancellationRequested && !_call.IsCancellationRequested;

    internal void Arm() => _source.CancelAfter(Limit);

    internal void Disarm() => _source.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Dispose() => _source.Dispose();
}
