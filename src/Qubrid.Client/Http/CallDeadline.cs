using System.Diagnostics;

namespace Qubrid.Client.Http;

/// <summary>Combines the caller's cancellation token and the total timeout of a call in one token, and determines which of the two canceled it.</summary>
internal sealed class CallDeadline : IDisposable
{
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenSource _linkedSource;
    private readonly double _elapsedSecondsBefore;
    private readonly long _startTimestamp = Stopwatch.GetTimestamp();

    internal CallDeadline(TimeSpan totalTimeout, CancellationToken cancellationToken, TimeSpan elapsedBefore = default)
    {
        _cancellationToken = cancellationToken;
        TotalTimeout = totalTimeout;
        _linkedSource = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _elapsedSecondsBefore = elapsedBefore.TotalSeconds;
        _linkedSource.CancelAfter(
            totalTimeout == Timeout.InfiniteTimeSpan ? totalTimeout : elapsedBefore < totalTimeout ? totalTimeout - elapsedBefore : TimeSpan.Zero);
    }

    internal TimeSpan TotalTimeout { get; }

    internal CancellationToken Token => _linkedSource.Token;

    internal double ElapsedSeconds => _elapsedSecondsBefore + SecondsSince(_startTimestamp);

    /// <summary>Gets whether the caller canceled the call.</summary>
    internal bool IsCanceled => _cancellationToken.IsCancellationRequested;

    /// <summary>Gets whether the total timeout expired.</summary>
    internal bool IsExpired => _linkedSource.IsCancellationRequested && !_cancellationToken.IsCancellationRequested;

    /// <summary>Returns whether the total timeout leaves time for a delay.</summary>
    internal bool HasTimeFor(TimeSpan delay) => TotalTimeout == Timeout.InfiniteTimeSpan || ElapsedSeconds + delay.TotalSeconds < TotalTimeout.TotalSeconds;

    internal static double SecondsSince(long timestamp) => (Stopwatch.GetTimestamp() - timestamp) / (double)Stopwatch.Frequency;

    public void Dispose() => _linkedSource.Dispose();
}
