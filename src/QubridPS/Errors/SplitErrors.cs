using System.Management.Automation.Language;
using Qubrid.Client;

namespace QubridPS.Errors;

/// <summary>Creates the errors of divided data.</summary>
internal static class SplitErrors
{
    /// <summary>Returns the message of a request that failed, with its name, the state of the other parts, and how to resume.</summary>
    internal static string DescribeFailure(QubridApiException failure, string name, int otherFailures, SplitOutcome outcome) => Sentence.Join(
        $"{name} failed: {failure.Message}",
        otherFailures == 0 ? null : $"{otherFailures} other {(otherFailures == 1 ? "request" : "requests")} failed as well.",
        $"{DescribeAnswers(outcome)}, so there is no result.",
        outcome.NotSent == 0 ? null : $"{outcome.NotSent} {(outcome.NotSent == 1 ? "request was" : "requests were")} not sent, because {(outcome.NotSent == 1 ? "it" : "they")} would fail as well.",
        DescribeResumption(outcome));

    internal static QubridInputException TokenBudgetExceeded(long limit, long spent, SplitOutcome outcome, object? target) => new(
        "Qubrid.TokenBudgetExceeded",
        ErrorCategory.LimitsExceeded,
        Sentence.Join(
            $"The token budget is used up: {spent} tokens were spent, and -MaxTotalTokens is {limit}.",
            $"{DescribeAnswers(outcome)}, and {outcome.NotSent} {(outcome.NotSent == 1 ? "request was" : "requests were")} not sent, so there is no result.",
            DescribeResumption(outcome)),
        "Increase -MaxTotalTokens, or process less data. With -Checkpoint, running the same command again sends only the missing requests.",
        target)
    { TokensSpent = spent, ItemsNotSent = outcome.NotSent, IsItemError = true };

    private static string DescribeAnswers(SplitOutcome outcome) => $"{outcome.Answered} of {outcome.PartCount} parts of the data were answered";

    private static string DescribeResumption(SplitOutcome outcome) => outcome.Checkpoint is { } path
        ? $"To send only the missing requests, run the same command again with -Checkpoint '{CodeGeneration.EscapeSingleQuotedStringContent(path)}'."
        : "To keep the answers for the parts and to resume after an error, run the command with -Checkpoint <path>.";
}
