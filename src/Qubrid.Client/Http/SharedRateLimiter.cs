using System.Diagnostics;

namespace Qubrid.Client.Http;

/// <summary>
/// Limits the concurrent calls of a batch: status 429 of one call pauses all of them, so that they do not all retry at the same time. After the pause
/// one request is sent, and the limit doubles with each success (slow start).
/// </summary>
internal sealed class SharedRateLimiter
{
    private readonly object _sync = new();
    private long _resumeAt;
    private int _maxInFlight = int.MaxValue;
    private int _inFlight;
    private int _epoch;
    private TaskCompletionSource<bool> _changed = NewSignal();

    /// <summary>Waits until a request can be sent. Returns the epoch to pass to <see cref="Release"/>.</summary>
    internal async Task<int> AcquireAsync(CancellationToken cancellationToken)
    {
        int epoch;
        while (TryEnter(out epoch) is { } blocked)
        {
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var pause = Task.Delay(blocked.Pause, ended.Token);
            await Task.WhenAny(blocked.Changed, pause).ConfigureAwait(false);
            ended.Cancel();
            cancellationToken.ThrowIfCancellationRequested();
        }

        return epoch;
    }

    /// <summary>Ends a request that was acquired. The success of a request that was sent before a pause does not raise the limit after it.</summary>
    internal void Release(bool succeeded, int epoch)
    {
        lock (_sync)
        {
            _inFlight--;
            if (succeeded && epoch == _epoch && _maxInFlight != int.MaxValue)
            {
                _maxInFlight = _maxInFlight > int.MaxValue / 2 ? int.MaxValue : _maxInFlight * 2;
            }

            SignalChange();
        }
    }

    /// <summary>Pauses all requests for the given time, and starts a new epoch.</summary>
    internal void PauseFor(TimeSpan duration)
    {
        lock (_sync)
        {
            _resumeAt = Math.Max(_resumeAt, Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency));
            _maxInFlight = 1;
            _epoch++;
            SignalChange();
        }
    }

    /// <summary>Acquires a request and returns null, or returns how long to wait: until a change or the end of the pause.</summary>
    private (Task Changed, TimeSpan Pause)? TryEnter(out int epoch)
    {
        lock (_sync)
        {
            epoch = _epoch;
            var pause = (_resumeAt - Stopwatch.GetTimestamp()) / (double)Stopwatch.Frequency;
            if (pause <= 0 && _inFlight < _maxInFlight)
            {
                _inFlight++;
                return null;
            }

            return (_changed.Task, pause > 0 ? TimeSpan.FromSeconds(pause) : Timeout.InfiniteTimeSpan);
        }
    }

    private void SignalChange()
    {
        var previous = _changed;
        _changed = NewSignal();
        previous.TrySetResult(true);
    }

    private static TaskCompletionSource<bool> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
