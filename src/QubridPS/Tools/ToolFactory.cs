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
    private static readonly Regex s_invalidNameCharacters = new("[^A-Za-z0-9_-]");

    private static readonly JsonSerializerOptions s_jsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What -Tool may hold: a tool, a command, or a command's name.</summary>
    internal QubridTool Resolve(object source) => (source is PSObject wrapped ? wrapped.BaseObject : source) switch
    {
        QubridTool tool => tool,
        CommandInfo command => FromCommand(command, null, null, null),
        string name => FromName(name, null, null, null),
        var value => throw ToolErrors.NotATool(value),
    };

    internal QubridTool FromName(string commandName, string? name, string? description, string[]? parameters) =>
        FromCommand(FindCommand(commandName, CommandTypes.All), name, description, parameters);

    internal static QubridTool FromScriptBlock(ScriptBlock script, string name, string? description, string[]? parameters)
    {
        // Only as a function does a script block tell its parameters and its help; in a module of its own it takes nobody's name.
        var module = new PSModuleInfo(linkToGlobal: true);
        var function = (CommandInfo)((PSObject)module.Invoke(ScriptBlock.Create(DefineFunction), name, script)).BaseObject;
        return Create(function, ToolHelp.Read(function, module), name, description, parameters);
    }

    internal QubridTool FromCommand(CommandInfo command, string? name, string? description, string[]? parameters)
    {
        while (command is AliasInfo alias)
        {
            command = alias.ResolvedCommand ?? FindCommand(alias.Definition, CommandTypes.All & ~CommandTypes.Alias); // not resolved while its module is not loaded
        }

        if (command is not (CmdletInfo or FunctionInfo or ExternalScriptInfo))
        {
            throw ToolErrors.NotATool(command);
        }

        return Create(command, ToolHelp.Read(command), name, description, parameters);
    }

    private CommandInfo FindCommand(string name, CommandTypes types) =>
        cmdlet.SessionState.InvokeCommand.GetCommand(name, types) ?? throw ToolErrors.CommandNotFound(name);

    private static QubridTool Create(CommandInfo command, ToolHelp help, string? name, string? description, string[]? parameters)
    {
        var allowedParameters = ToolParameters.Select(command, parameters);
        var (schemas, required) = (new JsonObject(), new List<string>());
        foreach (var parameter in allowedParameters.Values)
        {
            schemas[parameter.Name] = ToolParameters.ToSchema(parameter, help);
            if (ToolParameters.IsMandatory(command, parameter))
            {
                required.Add(parameter.Name);
            }
        }

        return new QubridTool(
            s_invalidNameCharacters.Replace(name ?? command.Name, "_"),
            description ?? help.Synopsis ?? command.Name,
            command,
            allowedParameters,
            SimpleTypes.CreateObjectSchema(schemas, allowedParameters.Keys.Except(required)).ToJsonString(s_jsonOptions));
    }
}
