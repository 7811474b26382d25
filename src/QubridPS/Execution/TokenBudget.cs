using Qubrid.Client;
using QubridPS.Conversion;

namespace QubridPS.Execution;

/// <summary>Counts the tokens of this run. Where the service does not tell them, they are estimated.</summary>
internal sealed class TokenBudget(long? limit)
{
    private long _spent;

    internal long Spent => Interlocked.Read(ref _spent);

    internal long Limit => limit ?? long.MaxValue;

    internal bool IsSpent => Spent >= Limit;

    internal void Spend(ChatCompletion completion) =>
        Interlocked.Add(ref _spent, completion.Usage?.TotalTokens ?? TokenEstimate.Of(completion.Messages));
}
