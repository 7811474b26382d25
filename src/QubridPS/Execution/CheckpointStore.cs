using Qubrid.Client;
using QubridPS.Errors;

namespace QubridPS.Execution;

/// <summary>What is kept of finished requests: their tokens, and with -Checkpoint their answers. Any thread may book.</summary>
internal sealed class CheckpointStore(QubridClient client, string? checkpoint, RequestJournal? journal, TokenBudget budget)
{
    internal TokenBudget Budget => budget;

    /// <summary>The job with the answer of an earlier run, if there is one.</summary>
    internal ChatWorkItem TryResume(ChatWorkItem workItem, CancellationToken cancellationToken)
    {
        workItem = workItem with { Request = client.RemoveKey(workItem.Request) }; // as it is shown, sent and recorded
        return journal?.TryTakeNext(workItem.Request, cancellationToken) is { } recordedCall ? workItem with { CheckpointedCall = recordedCall } : workItem;
    }

    /// <summary>
    /// Keeps an answer before it is shown: what was shown once is not asked again. An answer that cannot be kept is shown all the
    /// same, and then the command ends with the error that this returns. A stop ends the wait for a file that another holds.
    /// </summary>
    internal QubridInputException? Record(ChatRequest request, ChatCompletion completion, CancellationToken cancellationToken)
    {
        budget.Add(completion);
        try
        {
            journal?.Add(request, completion, client, cancellationToken);
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return InputErrors.CheckpointUnusable(checkpoint!, error);
        }
    }
}
