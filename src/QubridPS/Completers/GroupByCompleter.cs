using System.Collections;
using System.Management.Automation.Language;

namespace QubridPS;

/// <summary>Tab behind -GroupBy: what completions have in common as a rule.</summary>
public sealed class GroupByCompleter : IArgumentCompleter
{
    private static readonly string[] s_paths = ["Model", "FinishReason", "InputObject.", "ClientMetrics.Attempts"];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = (wordToComplete ?? "").Trim('\'', '"');
        return s_paths.Where(path => path.StartsWith(word, StringComparison.OrdinalIgnoreCase)).Select(path => new CompletionResult(path));
    }
}
