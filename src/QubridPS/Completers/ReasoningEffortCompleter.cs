using System.Collections;
using System.Management.Automation.Language;
using QubridPS.Completers;

namespace QubridPS;

/// <summary>Completes the value of -ReasoningEffort with values that services use. A model may accept only some of them.</summary>
public sealed class ReasoningEffortCompleter : IArgumentCompleter
{
    private static readonly string[] s_efforts = ["none", "minimal", "low", "medium", "high", "xhigh"];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = new CompletionWord(wordToComplete);
        return s_efforts.Where(word.Matches).Select(effort => new CompletionResult(word.Quote(effort)));
    }
}
