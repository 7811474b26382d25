using System.Globalization;
using Qubrid.Client;

namespace QubridPS.Execution;

/// <summary>The progress record of one call: tokens, rate, time. Shown only for calls that take a moment.</summary>
internal sealed class ChatProgress(Cmdlet cmdlet, ChatCall call, string model) : IDisposable
{
    private const int ActivityId = 0x51B2;
    private bool _shown;

    internal void Write()
    {
        _shown = true;
        var pieces = call.ChunksReceived;
        var elapsed = call.ElapsedSeconds;
        cmdlet.WriteProgress(new ProgressRecord(ActivityId, $"Asking {model}", Status(pieces, elapsed)));
    }

    public void Dispose()
    {
        if (_shown)
        {
            _shown = false;
            cmdlet.WriteProgress(new ProgressRecord(ActivityId, $"Asking {model}", "Done") { RecordType = ProgressRecordType.Completed });
        }
    }

    private static string Status(int pieces, double elapsed) => pieces == 0
        ? string.Format(CultureInfo.InvariantCulture, "Waiting for the first token, {0:0.0} s", elapsed)
        : string.Format(CultureInfo.InvariantCulture, "{0} tokens, {1:0.0} tok/s, {2:0.0} s", pieces, pieces / elapsed, elapsed);
}
