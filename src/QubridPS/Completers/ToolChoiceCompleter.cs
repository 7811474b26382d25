using System.Collections;
using System.Management.Automation.Language;
using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Completers;

namespace QubridPS;

/// <summary>Completes the value of -ToolChoice: auto, none, required, and the tools that -Tool specifies.</summary>
public sealed class ToolChoiceCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = new CompletionWord(wordToComplete);
        return ChatToolChoice.All.Concat(GetToolNames(PSObjectReader.Unwrap(fakeBoundParameters?["Tool"])))
            .Where(word.Matches)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(name => new CompletionResult(word.Quote(name)));
    }

    // A command and a tool are named as their text.
    private static IEnumerable<string> GetToolNames(object? tools) => tools switch
    {
        null => [],
        IEnumerable list and not string => list.Cast<object?>().Select(tool => tool?.ToString() ?? "").Where(name => name.Length > 0),
        _ => [tools.ToString()!],
    };
}
