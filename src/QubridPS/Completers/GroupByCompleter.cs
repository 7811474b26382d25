using System.Collections;
using System.Management.Automation.Language;
using QubridPS.Completers;

namespace QubridPS;

/// <summary>Completes the value of -GroupBy with property paths that are often used.</summary>
public sealed class GroupByCompleter : IArgumentCompleter
{
    private static readonly string[] s_paths = ["Model", "FinishReason", "InputObject.", "ClientMetrics.Attempts"];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = new CompletionWord(wordToComplete);
        return s_paths.Where(word.Matches).Select(path => new CompletionResult(word.Quote(path)));
    }
}
