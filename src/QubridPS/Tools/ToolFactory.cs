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
    private const string DefineFunction = """
        param($name, $script)
        [void]$ExecutionContext.InvokeProvider.Item.Set("function:script:$name", $script)
        $ExecutionContext.InvokeCommand.GetCommand($name, 'Function')
        """;

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
        OfCommand(Find(commandName, CommandTypes.All), name, description, parameters);

    internal static QubridTool OfScript(ScriptBlock script, string name, string? description, string[]? parameters)
    {
        // Only as a function does a script block tell its parameters and its help; in a module of its own it takes nobody's name.
        var module = new PSModuleInfo(linkToGlobal: true);
        var function = (CommandInfo)((PSObject)module.Invoke(ScriptBlock.Create(DefineFunction), name, script)).BaseObject;
        return Make(function, ToolHelp.Read(function, module), name, description, parameters);
    }

    internal QubridTool OfCommand(CommandInfo command, string? name, string? description, string[]? parameters)
    {
        while (command is AliasInfo alias)
        {
            command = alias.ResolvedCommand ?? Find(alias.Definition, CommandTypes.All & ~CommandTypes.Alias); // not resolved while its module is not loaded
        }

        if (command is not (CmdletInfo or FunctionInfo or ExternalScriptInfo))
        {
            throw InputErrors.NotATool(command);
        }

        return Make(command, ToolHelp.Read(command), name, description, parameters);
    }

    private CommandInfo Find(string name, CommandTypes types) =>
        cmdlet.SessionState.InvokeCommand.GetCommand(name, types) ?? throw InputErrors.NoSuchCommand(name);

    private static QubridTool Make(CommandInfo command, ToolHelp help, string? name, string? description, string[]? parameters)
    {
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
