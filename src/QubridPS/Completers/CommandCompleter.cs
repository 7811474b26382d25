using System.Collections;
using System.Management.Automation.Language;
using QubridPS.Completers;

namespace QubridPS;

/// <summary>Completes the names of commands.</summary>
public sealed class CommandCompleter : IArgumentCompleter
{
    private const CommandTypes ToolCommandTypes = CommandTypes.Cmdlet | CommandTypes.Function | CommandTypes.ExternalScript | CommandTypes.Alias;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionCompleters.CompleteCommand(new CompletionWord(wordToComplete).Text, moduleName: null, ToolCommandTypes);
}
