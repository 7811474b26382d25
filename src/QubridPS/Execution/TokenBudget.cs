using Qubrid.Client;
using QubridPS.Common;

namespace QubridPS.Execution;

/// <summary>Counts the tokens that a command uses and compares them with its limit. Thread-safe.</summary>
internal sealed class TokenBudget(long? limit)
{
    private long _tokensUsed;

    internal long TokensUsed => Interlocked.Read(ref _tokensUsed);

    internal long Limit => limit ?? long.MaxValue;

    internal bool IsExhausted => TokensUsed >= Limit;

    /// <summary>Adds the tokens of a completion. If the service does not report them, they are estimated.</summary>
    internal void Add(ChatCompletion completion) =>
        Interlocked.Add(ref _tokensUsed, completion.Usage?.TotalTokens ?? TokenEstimator.Estimate(completion.Messages));
}
