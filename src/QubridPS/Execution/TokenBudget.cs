using Qubrid.Client;

namespace QubridPS.Execution;

/// <summary>Counts the tokens of this run. Where the service does not tell them, they are estimated.</summary>
internal sealed class TokenBudget(long? limit)
{
    private long _tokensUsed;

    internal long TokensUsed => Interlocked.Read(ref _tokensUsed);

    internal long Limit => limit ?? long.MaxValue;

    internal bool IsExhausted => TokensUsed >= Limit;

    internal void Add(ChatCompletion completion) =>
        Interlocked.Add(ref _tokensUsed, completion.Usage?.TotalTokens ?? TokenEstimator.Estimate(completion.Messages));
}
