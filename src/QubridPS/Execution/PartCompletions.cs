using Qubrid.Client;

namespace QubridPS.Execution;

/// <summary>
/// Receives the completions of parts and merges. Only the answers are kept, not the conversations, because these contain the data.
/// </summary>
internal sealed class PartCompletions(ResultWriter results) : IBatchOutput
{
    private readonly SortedDictionary<int, ChatCompletion> _completions = [];
    private readonly List<(ChatWorkItem WorkItem, QubridApiException Failure)> _failures = [];

    /// <summary>Gets the failures in order.</summary>
    internal IReadOnlyList<(ChatWorkItem WorkItem, QubridApiException Failure)> Failures => _failures;

    /// <summary>Gets all completions in order.</summary>
    internal IReadOnlyList<ChatCompletion> All => [.. _completions.Values];

    /// <summary>Gets the completion with a number.</summary>
    internal ChatCompletion this[int number] => _completions[number];

    public void Write(ChatCompletion completion, ChatWorkItem workItem)
    {
        var answer = completion.WithHistory([], previousUsage: null);
        try
        {
            results.Schema?.PopulateData(answer);
            _completions[workItem.Position!.Value] = answer;
        }
        catch (QubridApiException failure)
        {
            WriteFailure(failure, workItem);
        }
    }

    public void WriteFailure(QubridApiException failure, ChatWorkItem workItem) => _failures.Add((workItem, failure));

    /// <summary>Returns the completions of the parts, without those of merges.</summary>
    internal ChatCompletion[] GetParts(int partCount) => [.. _completions.Where(completion => completion.Key <= partCount).Select(completion => completion.Value)];
}
