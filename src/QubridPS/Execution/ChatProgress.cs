using System.Globalization;
using Qubrid.Client;

namespace QubridPS.Execution;

/// <summary>Shows the progress of one call: tokens, rate and elapsed time. Not shown for calls that complete at once.</summary>
internal sealed class ChatProgress(Cmdlet cmdlet, ChatCall call, string model, RateLimit? rateLimit = null) : IDisposable
{
    private const int ActivityId = 0x51B2;
    private bool _isShown;

    internal void Write()
    {
        _isShown = true;
        var chunkCount = call.ChunksReceived;
        var elapsed = call.ElapsedSeconds;
        cmdlet.WriteProgress(new ProgressRecord(ActivityId, $"Waiting for {model}", rateLimit?.WaitingCount > 0 && chunkCount == 0
            ? string.Format(CultureInfo.InvariantCulture, "Waiting for the rate limit of the connection, {0:0.0} s", elapsed)
            : FormatStatus(chunkCount, elapsed)));
    }

    public void Dispose()
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
