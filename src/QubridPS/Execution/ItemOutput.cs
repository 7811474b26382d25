using Qubrid.Client;

namespace QubridPS.Execution;

/// <summary>Writes each completion to the output, and each failure as the error of its item.</summary>
internal sealed class ItemOutput(CommandContext context, QubridClient client, ResultWriter results) : IBatchOutput
{
    public void Write(ChatCompletion completion, ChatWorkItem workItem) => results.Write(completion, workItem);

    public void WriteFailure(QubridApiException failure, ChatWorkItem workItem) => context.WriteItemError(failure, workItem, client);
}
