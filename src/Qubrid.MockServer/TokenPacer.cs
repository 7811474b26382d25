using System.Diagnostics;

namespace Qubrid.Mock;

/// <summary>
/// The wait before each token. Each is due by the clock since the first, not by the token before: what a timer or a busy machine is
/// late by does not add up.
/// </summary>
internal sealed class TokenPacer(TimeSpan delay, Func<Task> onBeforeWait, CancellationToken cancellationToken)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _due;

    internal async Task WaitForNextAsync()
    {
        _due += delay;
        if (_due > _clock.Elapsed)
        {
            await onBeforeWait().ConfigureAwait(false);
            var remaining = Math.Ceiling((_due - _clock.Elapsed).TotalMilliseconds); // a timer cuts off what is less
            await Task.Delay(Math.Max(0, (int)remaining), cancellationToken).ConfigureAwait(false);
        }
    }
}
