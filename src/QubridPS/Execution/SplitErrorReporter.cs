using Qubrid.Client;
using QubridPS.Errors;

namespace QubridPS.Execution;

/// <summary>Creates the error of divided data of which requests failed or were not sent.</summary>
internal sealed class SplitErrorReporter(CommandContext context, BatchState batch, string? checkpoint)
{
    /// <summary>Throws if a request failed or was not sent. If several failed, the error names the first one, and the others are written before.</summary>
    internal void ThrowIfFailed(PartCompletions completions, int partCount, int? itemPosition, object? target)
    {
        var outcome = new SplitOutcome(partCount, completions.GetParts(partCount).Length, batch.ItemsNotSent, checkpoint);
        if (completions.Failures.Count == 0)
        {
            if (batch.ItemsNotSent > 0)
            {
                throw SplitErrors.TokenBudgetExceeded(batch.Budget.Limit, batch.Budget.TokensUsed, outcome, target);
            }

            return;
        }

        foreach (var (workItem, failure) in completions.Failures.Skip(1))
        {
            context.Cmdlet.WriteError(ApiErrorRecordFactory.CreateForItem(failure, target, context.Cmdlet.GetType(), GetName(workItem, itemPosition)));
        }

        var first = completions.Failures[0];
        var partial = first.Failure.PartialCompletion ?? new ChatCompletion { Model = first.Failure.Model };
        partial.Parts = completions.GetParts(partCount);
        throw QubridApiException.FromPart(
            first.Failure, SplitErrors.DescribeFailure(first.Failure, GetName(first.WorkItem, itemPosition), completions.Failures.Count - 1, outcome), partial);
    }

    private static string GetName(ChatWorkItem workItem, int? itemPosition) =>
        itemPosition is null ? workItem.Name! : $"Item {itemPosition}, {char.ToLowerInvariant(workItem.Name![0])}{workItem.Name.Substring(1)}";
}
