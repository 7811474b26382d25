using System.Diagnostics;
using System.Globalization;
using Qubrid.Client;

namespace QubridPS.Execution;

/// <summary>Shows the progress of a batch: completed requests and rate, and after the last input object also percent and remaining time.</summary>
internal sealed class BatchProgress(Cmdlet cmdlet, RateLimit? rateLimit = null) : IDisposable
{
    private const int ActivityId = 0x51B3;
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _nextUpdate = s_interval;
    private bool _isShown;
    private bool _isTotalKnown;
    private int _addedCount;
    private int _completedCount;

    /// <summary>Gets what is done, for the first line of the record.</summary>
    internal string Activity { get; init; } = "Processing input objects";

    /// <summary>Gets the beginning of the status.</summary>
    internal string StatusPrefix { get; init; } = "";

    internal void OnItemAdded() => _addedCount++;

    internal void OnInputCompleted() => _isTotalKnown = true;

    internal void OnItemCompleted()
    {
        _completedCount++;
        Write();
    }

    /// <summary>Writes a progress record, at most five times a second.</summary>
    internal void Write()
    {
        if (_clock.Elapsed < _nextUpdate)
        {
            return;
        }

        _nextUpdate = _clock.Elapsed + s_interval;
        _isShown = true;
        var rate = _completedCount / _clock.Elapsed.TotalSeconds;
        var record = new ProgressRecord(ActivityId, Activity, FormatStatus(rate));
        if (_isTotalKnown && _addedCount > 0)
        {
            record.PercentComplete = (int)(100L * _completedCount / _addedCount);
            record.SecondsRemaining = rate > 0 ? (int)Math.Ceiling((_addedCount - _completedCount) / rate) : -1;
        }

        cmdlet.WriteProgress(record);
    }

    public void Dispose()
    {
        if (_isShown)
        {
            _isShown = false;
            cmdlet.WriteProgress(new ProgressRecord(ActivityId, Activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }

    private string FormatStatus(double rate) => string.Format(
        CultureInfo.InvariantCulture,
        StatusPrefix + (StatusPrefix.Length > 0 && !_isTotalKnown ? "{0}" : "{0} of {1}") + " completed, {2:0.#} per second, {3:0} s"
            + (rateLimit?.WaitingCount > 0 ? ", {4} waiting for the rate limit" : ""),
        _completedCount,
        _isTotalKnown ? _addedCount : $"{_addedCount} or more",
        rate,
        _clock.Elapsed.TotalSeconds,
        rateLimit?.WaitingCount);
}
