using System.Diagnostics;

namespace Qubrid.Client.Http;

/// <summary>Notes when what happened in a call.</summary>
internal sealed class CallTimings
{
    // An answer that came at once came at no rate.
    private const double MinMeasurableSeconds = 0.001;

    private long _attemptStart;
    private double? _firstChunkSeconds;
    private double _lastChunkSeconds;
    private int _chunkCount;

    internal int Attempts { get; private set; }

    internal TimeSpan RetryDelay { get; set; }

    internal double AttemptSeconds => CallDeadline.SecondsSince(_attemptStart);

    internal void StartAttempt()
    {
        Attempts++;
        _firstChunkSeconds = null;
        _chunkCount = 0;
        RestartAttemptTimer();
    }

    /// <summary>The attempt's time begins when it is sent, not while it waits for others.</summary>
    internal void RestartAttemptTimer() => _attemptStart = Stopwatch.GetTimestamp();

    /// <summary>Takes the time where more text has come than before.</summary>
    internal void RecordChunks(int chunkCount)
    {
        if (chunkCount > _chunkCount)
        {
            _chunkCount = chunkCount;
            _lastChunkSeconds = AttemptSeconds;
            _firstChunkSeconds ??= _lastChunkSeconds;
        }
    }

    internal ClientMetrics ToMetrics(double totalSeconds, long? completionTokens) => new()
    {
        TtftSeconds = _firstChunkSeconds,
        TotalTimeSeconds = totalSeconds,
        TokensPerSecond = _lastChunkSeconds - _firstChunkSeconds >= MinMeasurableSeconds && completionTokens is > 0 ? completionTokens / (_lastChunkSeconds - _firstChunkSeconds) : null,
        Attempts = Attempts,
        RetryDelaySeconds = RetryDelay.TotalSeconds,
    };
}
