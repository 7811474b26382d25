using System.Diagnostics;

namespace Qubrid.MockServer;

/// <summary>
/// The wait before each token. Each is due by the clock since the first, not by the token before: what a timer or a busy machine is
/// late by does not add up.
/// </summary>
internal sealed class TokenPace(TimeSpan delay, CancellationToken stop)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _due;

    internal Task NextAsync()
    {
        _due += delay;
        var left = Math.Ceiling((_due - _clock.Elapsed).TotalMilliseconds); // a timer cuts off what is less
        return left > 0 ? Task.Delay((int)left, stop) : Task.CompletedTask;
    }
}
