using System.Diagnostics;

namespace Qubrid.Mock;

/// <summary>
/// Waits before each token. The times are relative to the start, not to the previous token, so delays of timers do not
/// accumulate.
/// </summary>
internal sealed class TokenPacer(TimeSpan delay, Func<Task> onBeforeWait, CancellationToken cancellationToken)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _due;

    /// <summary>Waits until the next token is due; sends buffered events first.</summary>
    internal async Task WaitForNextAsync()
    {
        _due += delay;
        if (_due > _clock.Elapsed)
        {
            await onBeforeWait().ConfigureAwait(false);
            var remaining = Math.Ceiling((_due - _clock.Elapsed).TotalMilliseconds); // timers ignore fractions of a millisecond
            await Task.Delay(Math.Max(0, (int)remaining), cancellationToken).ConfigureAwait(false);
        }
    }
}
