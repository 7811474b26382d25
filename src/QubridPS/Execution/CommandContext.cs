using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Errors;

namespace QubridPS.Execution;

/// <summary>The running cmdlet, its verbose lines and its cancellation, for services that wait and write on the pipeline thread.</summary>
internal sealed record CommandContext(PSCmdlet Cmdlet, VerboseQueue Log, CancellationToken CancellationToken)
{
    /// <summary>Gets the limit of requests and tokens per minute of the connection; null for none.</summary>
    internal RateLimit? RateLimit { get; init; }

    /// <summary>Returns the error of a request.</summary>
    internal ErrorRecord CreateError(QubridApiException failure, ChatWorkItem workItem) =>
        workItem.RedactTargetName(ApiErrorRecordFactory.Create(failure, workItem.Target, Cmdlet.GetType()));

    /// <summary>Writes the error of an item. Its message names the item.</summary>
    internal void WriteItemError(QubridApiException failure, ChatWorkItem workItem, QubridClient client)
    {
        var name = workItem.Position is { } position ? ItemText.Describe(position, workItem.SentRequest, client.Redact) : null;
        Cmdlet.WriteError(workItem.RedactTargetName(ApiErrorRecordFactory.CreateForItem(failure, workItem.Target, Cmdlet.GetType(), name)));
    }

    /// <summary>Counts an item that is not sent. The error at the end of the input states the number; until then, a verbose line says it.</summary>
    internal void ReportNotSent(ChatWorkItem workItem, BatchState batch)
    {
        if (batch.OnNotSent(workItem))
        {
            Cmdlet.WriteVerbose("The batch has ended. The remaining input is read, but not sent.");
        }
    }

    /// <summary>Writes the queued verbose lines, unless the command was stopped.</summary>
    internal void FlushLog()
    {
        if (!CancellationToken.IsCancellationRequested)
        {
            Log.FlushTo(Cmdlet);
        }
    }
}
