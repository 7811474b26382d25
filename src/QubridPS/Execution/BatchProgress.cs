using System.Diagnostics;
using System.Globalization;

namespace QubridPS.Execution;

/// <summary>How far a batch is: done, rate, and once all input has come also percent and remaining time.</summary>
internal sealed class BatchProgress(Cmdlet cmdlet) : IDisposable
{
    private const int ActivityId = 0x51B3;
    private const string Activity = "Asking for each object";
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _next = s_interval;
    private bool _shown;
    private bool _totalIsKnown;
    private int _added;
    private int _done;

    internal void Added() => _added++;

    internal void TotalIsKnown() => _totalIsKnown = true;

    internal void Done()
    {
        _done++;
        Write();
    }

    /// <summary>Writes a record, unless one was written a moment ago.</summary>
    internal void Write()
    {
        if (_clock.Elapsed < _next)
        {
            return;
        }

        _next = _clock.Elapsed + s_interval;
        _shown = true;
        var rate = _done / _clock.Elapsed.TotalSeconds;
        var record = new ProgressRecord(ActivityId, Activity, Status(rate));
        if (_totalIsKnown && _added > 0)
        {
            record.PercentComplete = (int)(100L * _done / _added);
            record.SecondsRemaining = rate > 0 ? (int)Math.Ceiling((_added - _done) / rate) : -1;
        }

        cmdlet.WriteProgress(record);
    }

    public void Dispose()
    {
        if (_shown)
        {
            _shown = false;
            cmdlet.WriteProgress(new ProgressRecord(ActivityId, Activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }

    private string Status(double rate) => string.Format(
        CultureInfo.InvariantCulture,
        "{0} of {1} done, {2:0.#} a second, {3:0} s",
        _done,
        _totalIsKnown ? _added : $"{_added} or more",
        rate,
        _clock.Elapsed.TotalSeconds);
}
