using System.Collections;
using System.Management.Automation.Language;
using QubridPS.Completers;
using QubridPS.Testing;

namespace QubridPS;

/// <summary>Completes error ids, with or without the prefix "Qubrid.".</summary>
public sealed class ErrorIdCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = new CompletionWord(wordToComplete);
        return SampleErrors.Ids
            .Where(id => word.Matches(id) || word.Matches(id.Substring(SampleErrors.Prefix.Length)))
            .Select(id => new CompletionResult(word.Quote(id)));
    }
}
