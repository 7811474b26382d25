using Qubrid.Client;

namespace QubridPS.Execution;

/// <summary>Runs requests one at a time: reads the response, records it and writes the result.</summary>
internal sealed class SequentialChatRunner(
    CommandContext context, ChatCallRunner runner, ResultWriter results, BatchState batch, CheckpointStore checkpoint)
{
    /// <summary>Runs a request.</summary>
    /// <exception cref="QubridApiException">The call failed.</exception>
    /// <exception cref="QubridInputException">The completion was written, but could not be saved in the checkpoint file.</exception>
    internal void Run(CallOptions options, ChatWorkItem workItem)
    {
        var completion = runner.GetCompletion(options, workItem);
        QubridInputException? checkpointError = null;
        if (workItem.CheckpointedCall is not null)
        {
            batch.OnRestored();
        }
        else
        {
            batch.OnReceived(completion);
            checkpointError = checkpoint.Record(workItem.Request, completion, context.CancellationToken);
        }

        results.Write(completion, workItem);
        if (checkpointError is not null)
        {
            throw checkpointError;
        }
    }
}
