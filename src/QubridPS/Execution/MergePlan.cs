using System.Text;
using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Conversion;

namespace QubridPS.Execution;

/// <summary>Divides the answers for the parts into as few merges as fit in requests, and composes the text of these requests.</summary>
internal sealed class MergePlan(SplitSettings settings)
{
    private const string Separator = "\n\n";

    private long? _overhead;

    // The size of a request without answers. The description is the longest one.
    private long Overhead => _overhead ??= TokenEstimator.Estimate(settings.CreateRequest(
        DataFence.ComposeEmpty(ComposeInstruction(isLast: false), "answers for parts 9999999 to 9999999", '0')).Messages);

    /// <summary>Returns the groups of successive answers that fit in a request. An answer that fits with no neighbor is alone.</summary>
    internal List<List<PartAnswer>> Group(IEnumerable<PartAnswer> answers)
    {
        var groups = new List<List<PartAnswer>>();
        long cost = 0;
        foreach (var answer in answers)
        {
            var added = TokenEstimator.GetCost((Separator + answer.ToSection()).AsSpan());
            cost += added;
            if (groups.Count == 0 || Overhead + TokenEstimator.ToTokens(cost) > settings.MaxInputTokens)
            {
                groups.Add([]);
                cost = added;
            }

            groups[groups.Count - 1].Add(answer);
        }

        return groups;
    }

    /// <summary>Returns the text of the request that merges answers.</summary>
    internal string Compose(IReadOnlyList<PartAnswer> answers, bool isLast)
    {
        var data = new StringBuilder(string.Join(Separator, answers.Select(answer => answer.ToSection())));
        return DataFence.Compose(ComposeInstruction(isLast), new CollectedData(data, $"answers for {GetRange(answers).Name}"));
    }

    /// <summary>Returns the number of merges and their estimated tokens, if each answer has the assumed size; null if two of these do not fit in a request.</summary>
    internal (int Count, long Tokens)? Estimate(int partCount)
    {
        var (count, tokens) = (0, 0L);
        var perAnswer = settings.AnswerTokens + TokenEstimator.Estimate(Separator + new PartAnswer(1, 2, "").ToSection());
        var groupSize = (settings.MaxInputTokens - Overhead) / perAnswer;
        while (partCount > 1)
        {
            if (groupSize < 2)
            {
                return null;
            }

            var groups = (partCount + groupSize - 1) / groupSize;
            count += (int)groups - (partCount % groupSize == 1 && groups > 1 ? 1 : 0);
            tokens += (groups * Overhead) + (partCount * perAnswer);
            partCount = (int)groups;
        }

        return (count, tokens);
    }

    /// <summary>Returns the answer that the merge of others has.</summary>
    internal static PartAnswer GetRange(IReadOnlyList<PartAnswer> answers, string text = "") => new(answers[0].FirstPart, answers[answers.Count - 1].LastPart, text);

    private string ComposeInstruction(bool isLast) => settings.MergePrompt is { } instruction
        ? $"""
            {instruction}

            The answers are for the parts of the data, in order, and were given to this prompt:
            {settings.Prompt}
            """
        : $"""
            {settings.Prompt}

            The data for this prompt is too large for one request. It was divided into parts, and the prompt was answered for each part. Instead of the data, the answers for the parts are below, in the order of the parts. {(isLast
                ? "Combine them into one answer to the prompt for all data. Do not mention the parts."
                : "Combine these into one answer to the prompt for these parts. Keep all details that the answer for all data needs; it is combined afterwards.")}
            """;
}
