using System.Collections;
using System.Management.Automation.Language;
using QubridPS.Completers;

namespace QubridPS;

/// <summary>
/// Completes the property names of the objects that are piped or passed to -InputObject. PowerShell infers them, from output types,
/// variables and literals, to complete Select-Object -Property; this completer requests the same completion.
/// </summary>
public sealed class PropertyCompleter : IArgumentCompleter
{
    private const string InputObjectParameter = "InputObject";

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        if (FindInput(commandAst) is not { } input)
        {
            return [];
        }

        var word = new CompletionWord(wordToComplete);
        return Infer(input)
            .Where(property => word.Matches(property.ListItemText))
            .Select(property => new CompletionResult(
                word.Quote(property.ListItemText), property.ListItemText, CompletionResultType.Property, property.ToolTip))
            .ToArray();
    }

    /// <summary>Returns the script that ends with the pipeline of the input objects, or null if there are no input objects.</summary>
    private static string? FindInput(CommandAst command)
    {
        var script = command.Extent.StartScriptPosition.GetFullScript();
        var start = command.Extent.StartOffset;
        if (script is null || start > script.Length)
        {
            return null;
        }

        if (command.Parent is PipelineAst pipeline && pipeline.PipelineElements.IndexOf(command) > 0)
        {
            return script.Substring(0, start);
        }

        return FindArgument(command) is { } argument ? $"{script.Substring(0, start)}{argument.Extent.Text} | " : null;
    }

    private static Ast? FindArgument(CommandAst command)
    {
        for (var index = 1; index < command.CommandElements.Count; index++)
        {
            if (command.CommandElements[index] is CommandParameterAst parameter
                && InputObjectParameter.StartsWith(parameter.ParameterName, StringComparison.OrdinalIgnoreCase)
                && parameter.ParameterName.Length > 1)
            {
                return parameter.Argument ?? (index + 1 < command.CommandElements.Count ? command.CommandElements[index + 1] : null);
            }
        }

        return null;
    }

    private static CompletionResult[] Infer(string input)
    {
        try
        {
            var script = input + "Select-Object -Property ";
            using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
            return CommandCompletion.CompleteInput(script, script.Length, options: null, shell).CompletionMatches
                .Where(match => match.ResultType == CompletionResultType.Property)
                .ToArray();
        }
        catch (Exception error) when (error is RuntimeException or InvalidOperationException)
        {
            return [];
        }
    }
}
