using System.Diagnostics;

namespace Qubrid.Client.Http;

/// <summary>Records the attempt and token times of a call.</summary>
internal sealed class CallTimings
{
    // No token rate is reported for shorter times.
    private const double MinMeasurableSeconds = 0.001;

    private long _attemptStart;
    private double? _firstChunkSeconds;
    private double _lastChunkSeconds;
    private int _chunkCount;

    internal int Attempts { get; private set; }

    internal TimeSpan RetryDelay { get; set; }

    internal double AttemptSeconds => CallDeadline.SecondsSince(_attemptStart);

    /// <summary>Counts an attempt and discards the token times of the previous one.</summary>
    internal void StartAttempt()
    {
        Attempts++;
        _firstChunkSeconds = null;
        _chunkCount = 0;
        RestartAttemptTimer();
    }

    /// <summary>Restarts the time of the attempt, after it waited for the shared rate limiter.</summary>
    internal void RestartAttemptTimer() => _attemptStart = Stopwatch.GetTimestamp();

    /// <summary>Records the time if more chunks were received than before.</summary>
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
