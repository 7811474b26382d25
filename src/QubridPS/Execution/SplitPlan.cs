using QubridPS.Common;

namespace QubridPS.Execution;

/// <summary>Describes what would be sent for divided data, or that not all of it was confirmed.</summary>
internal static class SplitPlan
{
    internal static void Write(Cmdlet cmdlet, bool isWhatIf, int partCount, int declinedCount, (int Count, long Tokens)? merges)
    {
        if (!isWhatIf)
        {
            cmdlet.WriteWarning($"{declinedCount} of {partCount} parts of the data were not confirmed, so there is no result.");
            return;
        }

        cmdlet.WriteHostText($"The data is divided into {partCount} parts. " + (merges is { } plan
            ? $"Their answers are merged by about {plan.Count} more {(plan.Count == 1 ? "request" : "requests")}, about {plan.Tokens} tokens."
            : "Two of their answers may not fit in one request, so that they cannot be merged: limit them (-MaxTokens) or increase -MaxInputTokens."));
    }
}
