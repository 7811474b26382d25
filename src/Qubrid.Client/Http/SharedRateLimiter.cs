using System.Diagnostics;

namespace Qubrid.Client.Http;

/// <summary>
/// What the calls of one batch share, so that one 429 pauses them all and does not wake as many retries. After the pause one request
/// goes first; with each success twice as many may be on their way.
/// </summary>
internal sealed class SharedRateLimiter
{
    private readonly object _sync = new();
    private long _resumeAt;
    private int _maxInFlight = int.MaxValue;
    private int _inFlight;
    private int _epoch;
    private TaskCompletionSource<bool> _changed = NewSignal();

    /// <summary>Waits until a request may be sent. Returns what <see cref="Release"/> wants to know.</summary>
    internal async Task<int> AcquireAsync(CancellationToken cancellationToken)
    {
        int epoch;
        while (TryEnter(out epoch) is { } wait)
        {
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var pause = Task.Delay(wait.Pause, ended.Token);
            await Task.WhenAny(wait.Changed, pause).ConfigureAwait(false);
            ended.Cancel();
            cancellationToken.ThrowIfCancellationRequested();
        }

        return epoch;
    }

    /// <summary>A request that had entered was answered, or failed. What was sent before the pause says nothing of how it is after it.</summary>
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

    /// <summary>The service said that it was too much: nobody sends for so long.</summary>
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

    /// <summary>Enters and gives null, or says how to wait: until something changes, or the pause is over.</summary>
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
