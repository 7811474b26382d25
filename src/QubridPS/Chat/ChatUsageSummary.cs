using Qubrid.Client;
using QubridPS.Formatting;

namespace QubridPS.Chat;

/// <summary>Sums up the token usage of a chat and describes it for the user.</summary>
internal sealed class ChatUsageSummary
{
    private ChatUsage? _total;
    private ChatCompletion? _lastCompletion;
    private int _completionCount;

    internal void Add(ChatCompletion completion)
    {
        _lastCompletion = completion;
        _total = completion.Usage is null ? _total : completion.Usage.Add(_total);
        _completionCount++;
    }

    /// <summary>Returns the lines that the command /usage displays.</summary>
    internal IEnumerable<string> Describe()
    {
        yield return $"{_completionCount} {(_completionCount == 1 ? "completion" : "completions")} in this chat{(_total is null ? "" : " · " + _total)}";
        if (_lastCompletion is not null)
        {
            yield return "Last completion: " + CompletionView.FormatFooter(PSObject.AsPSObject(_lastCompletion));
        }
    }
}
