using Qubrid.Client;
using QubridPS.Errors;

namespace QubridPS.Tools;

/// <summary>Represents the tools of a command and whether the model calls them.</summary>
internal sealed class ToolSet
{
    private ToolSet(QubridTool[] tools, string? choice) => (Tools, Choice) = (tools, choice);

    /// <summary>Gets the tools.</summary>
    internal QubridTool[] Tools { get; }

    /// <summary>Gets the value of <see cref="ChatRequest.ToolChoice"/>; null if none was specified.</summary>
    internal string? Choice { get; }

    /// <summary>Gets whether calls of the model are run. A model can call tools although it was told not to.</summary>
    internal bool CanRun => Choice != ChatToolChoice.None;

    /// <summary>Returns the tools of -Tool and the value of -ToolChoice.</summary>
    /// <exception cref="QubridInputException">A tool is not valid, two tools have the same name, or the choice is not a tool.</exception>
    internal static ToolSet Resolve(object[] sources, string? choice, ToolFactory factory)
    {
        var tools = Array.ConvertAll(sources, factory.Resolve);
        var duplicate = tools.GroupBy(tool => tool.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        return duplicate is not null
            ? throw ToolErrors.ToolNameDuplicate(duplicate.Key)
            : new ToolSet(tools, choice is null ? null : ResolveChoice(choice, sources, tools));
    }

    // A tool can also be named as in -Tool, for example by an alias.
    private static string ResolveChoice(string choice, object[] sources, QubridTool[] tools) =>
        ChatToolChoice.All.FirstOrDefault(value => NamesEqual(value, choice))
        ?? Array.Find(tools, tool => NamesEqual(tool.Name, choice))?.Name
        ?? tools.Where((_, index) => NamesEqual(sources[index].ToString(), choice)).FirstOrDefault()?.Name
        ?? throw ToolErrors.ToolChoiceUnknown(choice, tools);

    private static bool NamesEqual(string? name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);
}
