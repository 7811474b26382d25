using System.Diagnostics;

namespace Qubrid.Client.Http;

/// <summary>
/// What the calls of one batch share, so that one 429 pauses them all and does not wake as many retries. After the pause one request
/// goes first; with each success twice as many may be on their way.
/// </summary>
internal sealed class RateGate
{
    private readonly object _sync = new();
    private long _openAt;
    private int _allowed = int.MaxValue;
    private int _sent;
    private int _pauses;
    private TaskCompletionSource<bool> _changed = NewSignal();

    /// <summary>Waits until a request may be sent. Returns what <see cref="Leave"/> wants to know.</summary>
    internal async Task<int> EnterAsync(CancellationToken cancellationToken)
    {
        int pauses;
        while (Wait(out pauses) is { } wait)
        {
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var pause = Task.Delay(wait.Pause, ended.Token);
            await Task.WhenAny(wait.Changed, pause).ConfigureAwait(false);
            ended.Cancel();
            cancellationToken.ThrowIfCancellationRequested();
        }

        return pauses;
    }

    /// <summary>A request that had entered was answered, or failed. What was sent before the pause says nothing of how it is after it.</summary>
    internal void Leave(bool succeeded, int pauses)
    {
        lock (_sync)
        {
            _sent--;
            if (succeeded && pauses == _pauses && _allowed != int.MaxValue)
            {
                _allowed = _allowed > int.MaxValue / 2 ? int.MaxValue : _allowed * 2;
            }

            Signal();
        }
    }

    /// <summary>The service said that it was too much: nobody sends for so long.</summary>
    internal void Pause(TimeSpan duration)
    {
        lock (_sync)
        {
            _openAt = Math.Max(_openAt, Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency));
            _allowed = 1;
            _pauses++;
            Signal();
        }
    }

    /// <summary>Enters and gives null, or says how to wait: until something changes, or the pause is over.</summary>
    private (Task Changed, TimeSpan Pause)? Wait(out int pauses)
    {
        lock (_sync)
        {
            pauses = _pauses;
            var pause = (_openAt - Stopwatch.GetTimestamp()) / (double)Stopwatch.Frequency;
            if (pause <= 0 && _sent < _allowed)
            {
                _sent++;
                return null;
            }

            return (_changed.Task, pause > 0 ? TimeSpan.FromSeconds(pause) : Timeout.InfiniteTimeSpan);
        }
    }

    private void Signal()
    {
        var former = _changed;
        _changed = NewSignal();
        former.TrySetResult(true);
    }

    private static TaskCompletionSource<bool> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
