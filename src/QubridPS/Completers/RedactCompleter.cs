using System.Collections;
using System.Management.Automation.Language;
using Qubrid.Client;
using QubridPS.Completers;

namespace QubridPS;

/// <summary>Completes the value of -Redact with categories.</summary>
public sealed class RedactCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = new CompletionWord(wordToComplete);
        return RedactionCategories.Names.Append(RedactionCategories.All).Where(word.Matches).Select(name => new CompletionResult(word.Quote(name)));
    }
}
