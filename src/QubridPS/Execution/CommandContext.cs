using QubridPS.Common;

namespace QubridPS.Execution;

/// <summary>The running cmdlet, its verbose lines and its cancellation, for services that wait and write on the pipeline thread.</summary>
internal sealed record CommandContext(PSCmdlet Cmdlet, VerboseQueue Log, CancellationToken CancellationToken)
{
    /// <summary>Writes the queued verbose lines, unless the command was stopped.</summary>
    internal void FlushLog()
    {
        if (!CancellationToken.IsCancellationRequested)
        {
            Log.FlushTo(Cmdlet);
        }
    }
}
