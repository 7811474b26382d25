using System.Collections;
using System.Management.Automation.Language;

namespace QubridPS;

/// <summary>Tab behind a parameter that takes commands.</summary>
public sealed class CommandCompleter : IArgumentCompleter
{
    private const CommandTypes ToolCommandTypes = CommandTypes.Cmdlet | CommandTypes.Function | CommandTypes.ExternalScript | CommandTypes.Alias;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionCompleters.CompleteCommand((wordToComplete ?? "").Trim('\'', '"'), moduleName: null, ToolCommandTypes);
}
