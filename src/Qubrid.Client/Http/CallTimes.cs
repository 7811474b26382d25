using System.Diagnostics;

namespace Qubrid.Client.Http;

/// <summary>Notes when what happened in a call.</summary>
internal sealed class CallTimes
{
    // An answer that came at once came at no rate.
    private const double ShortestSpan = 0.001;

    private long _attemptStart;
    private double? _first;
    private double _last;
    private int _pieces;

    internal int Attempts { get; private set; }

    internal TimeSpan RetryDelay { get; set; }

    internal double AttemptSeconds => CallClock.SecondsSince(_attemptStart);

    internal void StartAttempt()
    {
        Attempts++;
        _first = null;
        _pieces = 0;
        StartSending();
    }

    /// <summary>The attempt's time begins when it is sent, not while it waits for others.</summary>
    internal void StartSending() => _attemptStart = Stopwatch.GetTimestamp();

    /// <summary>Takes the time where more text has come than before.</summary>
    internal void Note(int pieces)
    {
        if (pieces > _pieces)
        {
            _pieces = pieces;
            _last = AttemptSeconds;
            _first ??= _last;
        }
    }

    internal ClientMetrics ToMetrics(double total, long? completionTokens) => new()
    {
        TtftSeconds = _first,
        TotalTimeSeconds = total,
        TokensPerSecond = _last - _first >= ShortestSpan && completionTokens is > 0 ? completionTokens / (_last - _first) : null,
        Attempts = Attempts,
        RetryDelaySeconds = RetryDelay.TotalSeconds,
    };
}
