using System.Collections;
using System.Management.Automation.Language;
using QubridPS.Testing;

namespace QubridPS;

/// <summary>Completes the id of an error, with or without "Qubrid." before it.</summary>
public sealed class ErrorIdCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = (wordToComplete ?? "").Trim('\'', '"');
        return SampleErrors.Ids
            .Where(id => id.StartsWith(word, StringComparison.OrdinalIgnoreCase) || id.StartsWith("Qubrid." + word, StringComparison.OrdinalIgnoreCase))
            .Select(id => new CompletionResult(id));
    }
}
