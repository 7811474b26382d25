using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using QubridPS.Errors;
using QubridPS.Schemas;

namespace QubridPS.Tools;

/// <summary>Makes tools of command names, commands and script blocks.</summary>
internal sealed class ToolFactory(PSCmdlet cmdlet)
{
    // What the wire takes as a name.
    private static readonly Regex s_notOfNames = new("[^A-Za-z0-9_-]");

    private static readonly JsonSerializerOptions s_readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What -Tool may hold: a tool, a command, or a command's name.</summary>
    internal QubridTool From(object given) => (given is PSObject wrapped ? wrapped.BaseObject : given) switch
    {
        QubridTool tool => tool,
        CommandInfo command => OfCommand(command, null, null, null),
        string name => OfName(name, null, null, null),
        var other => throw InputErrors.NotATool(other),
    };

    internal QubridTool OfName(string commandName, string? name, string? description, string[]? parameters) =>
        OfCommand(cmdlet.SessionState.InvokeCommand.GetCommand(commandName, CommandTypes.All) ?? throw InputErrors.NoSuchCommand(commandName), name, description, parameters);

    internal QubridTool OfScript(ScriptBlock script, string name, string? description, string[]? parameters)
    {
        // Only as a function does a script block tell its parameters and its help.
        var path = "function:" + name;
        var former = cmdlet.SessionState.InvokeProvider.Item.Exists(path) ? cmdlet.SessionState.InvokeProvider.Item.Get(path)[0] : null;
        cmdlet.SessionState.InvokeProvider.Item.Set(path, script);
        try
        {
            return OfCommand(cmdlet.SessionState.InvokeCommand.GetCommand(name, CommandTypes.Function), name, description, parameters);
        }
        finally
        {
            if (former?.BaseObject is FunctionInfo function)
            {
                cmdlet.SessionState.InvokeProvider.Item.Set(path, function.ScriptBlock);
            }
            else
            {
                cmdlet.SessionState.InvokeProvider.Item.Remove(path, recurse: false);
            }
        }
    }

    internal static QubridTool OfCommand(CommandInfo command, string? name, string? description, string[]? parameters)
    {
        while (command is AliasInfo alias)
        {
            command = alias.ResolvedCommand ?? throw InputErrors.NoSuchCommand(alias.Definition);
        }

        if (command is not (CmdletInfo or FunctionInfo or ExternalScriptInfo))
        {
            throw InputErrors.NotATool(command);
        }

        var help = ToolHelp.Read(command);
        var offered = ToolParameters.Choose(command, parameters);
        var (schemas, required) = (new JsonObject(), new List<string>());
        foreach (var parameter in offered.Values)
        {
            schemas[parameter.Name] = ToolParameters.Describe(parameter, help);
            if (ToolParameters.IsMandatory(command, parameter))
            {
                required.Add(parameter.Name);
            }
        }

        return new QubridTool(
            s_notOfNames.Replace(name ?? command.Name, "_"),
            description ?? help.Synopsis ?? command.Name,
            command,
            offered,
            TypeWords.ObjectOf(schemas, offered.Keys.Except(required)).ToJsonString(s_readable));
    }
}
