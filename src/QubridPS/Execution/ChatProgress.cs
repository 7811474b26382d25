using System.Globalization;
using Qubrid.Client;

namespace QubridPS.Execution;

/// <summary>Shows the progress of one call: tokens, rate and elapsed time. Not shown for calls that complete at once.</summary>
internal sealed class ChatProgress(Cmdlet cmdlet, ChatCall call, string model, RateLimit? rateLimit = null) : IDisposable
{
    private const int ActivityId = 0x51B2;
    private bool _isShown;

    private bool IsWaitingForRateLimit => call.ChunksReceived == 0 && rateLimit?.WaitingCount > 0;

    /// <summary>Writes a progress record.</summary>
    internal void Write()
    {
        _isShown = true;
        var elapsed = call.ElapsedSeconds;
        cmdlet.WriteProgress(new ProgressRecord(ActivityId, $"Waiting for {model}", IsWaitingForRateLimit
            ? string.Format(CultureInfo.InvariantCulture, "Waiting for the rate limit of the connection, {0:0.0} s", elapsed)
            : FormatStatus(call.ChunksReceived, elapsed)));
    }

    /// <summary>Writes a progress record while the call waits for the rate limit, for an output mode that shows the tokens itself.</summary>
    internal void WriteRateLimitWait()
    {
        if (IsWaitingForRateLimit)
        {
            Write();
        }
        else
        {
            Complete();
        }
    }

    public void Dispose() => Complete();

    /// <summary>Removes the progress record, if it is shown.</summary>
    internal void Complete()
    {
        if (_isShown)
        {
            _isShown = false;
            cmdlet.WriteProgress(new ProgressRecord(ActivityId, $"Waiting for {model}", "Done") { RecordType = ProgressRecordType.Completed });
        }
    }

    private static string FormatStatus(int chunkCount, double elapsed) => chunkCount == 0
        ? string.Format(CultureInfo.InvariantCulture, "Waiting for the first token, {0:0.0} s", elapsed)
        : string.Format(CultureInfo.InvariantCulture, "{0} tokens, {1:0.0} tok/s, {2:0.0} s", chunkCount, chunkCount / elapsed, elapsed);
}
