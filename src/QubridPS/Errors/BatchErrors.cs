using Qubrid.Client;

namespace QubridPS.Errors;

/// <summary>Creates the errors of batches that end before all of their items were sent.</summary>
internal static class BatchErrors
{
    internal static QubridApiException RemainingRequestsWouldFail(QubridApiException cause, int failuresInRow, UnsentItems unsent) => QubridApiException.FromBatch(
        cause,
        Sentence.Join(
            $"The batch ended, because the remaining requests would fail as well: {DescribeCause(cause, failuresInRow)}",
            unsent.DescribeCount(),
            unsent.DescribeResumption()),
        unsent.Count,
        unsent.TokensSpent);

    internal static QubridInputException TokenBudgetExceeded(long limit, UnsentItems unsent) => new(
        "Qubrid.TokenBudgetExceeded",
        ErrorCategory.LimitsExceeded,
        Sentence.Join(
            $"The token budget is used up: {unsent.TokensSpent} tokens were spent, and -MaxTotalTokens is {limit}.",
            unsent.DescribeCount(),
            unsent.DescribeResumption()),
        "Increase -MaxTotalTokens, or run the command for the remaining items. With -Checkpoint, running the same command again sends only the missing items.",
        unsent.Target)
    { TokensSpent = unsent.TokensSpent, ItemsNotSent = unsent.Count, Model = unsent.Model };

    private static string DescribeCause(QubridApiException cause, int failuresInRow) =>
        cause.IsQuotaExhausted ? "the quota of the account is used up."
        : cause.Kind == QubridErrorKind.Unauthorized && failuresInRow < 2 ? "the API key was not accepted."
        : cause.Kind == QubridErrorKind.Unauthorized ? $"{failuresInRow} requests in a row were not authorized."
        : $"{failuresInRow} connections in a row failed. {cause.Message}";
}
