using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using QubridPS.Common;
using QubridPS.Errors;
using QubridPS.Schemas;

namespace QubridPS.Tools;

/// <summary>Creates tools from command names, commands and script blocks.</summary>
internal sealed class ToolFactory(PSCmdlet cmdlet)
{
    private const string DefineFunction = """
        param($name, $script)
        [void]$ExecutionContext.InvokeProvider.Item.Set("function:script:$name", $script)
        $ExecutionContext.InvokeCommand.GetCommand($name, 'Function')
        """;

    // The API allows only the other characters in a function name.
    private static readonly Regex s_invalidNameCharacters = new("[^A-Za-z0-9_-]");

    private static readonly JsonSerializerOptions s_jsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Returns the tool for a value of -Tool: a tool, a command, or the name of a command.</summary>
    internal QubridTool Resolve(object source) => PSObjectReader.Unwrap(source) switch
    {
        QubridTool tool => tool,
        CommandInfo command => FromCommand(command, null, null, null),
        string name => FromName(name, null, null, null),
        var value => throw ToolErrors.NotATool(value),
    };

    /// <summary>Creates a tool from the name of a command; null arguments are taken from the command and its help.</summary>
    internal QubridTool FromName(string commandName, string? name, string? description, string[]? parameters) =>
        FromCommand(FindCommand(commandName, CommandTypes.All), name, description, parameters);

    /// <summary>Creates a tool from a script block.</summary>
    internal static QubridTool FromScriptBlock(ScriptBlock script, string name, string? description, string[]? parameters)
    {
        // A script block has parameter metadata and help only as a function. A private module avoids hiding a command of the same name.
        var module = new PSModuleInfo(linkToGlobal: true);
        var function = (CommandInfo)((PSObject)module.Invoke(ScriptBlock.Create(DefineFunction), name, script)).BaseObject;
        return Create(function, ToolHelp.Read(function, module), name, description, parameters);
    }

    /// <summary>Creates a tool from a command; an alias is resolved.</summary>
    internal QubridTool FromCommand(CommandInfo command, string? name, string? description, string[]? parameters)
    {
        while (command is AliasInfo alias)
        {
            command = alias.ResolvedCommand ?? FindCommand(alias.Definition, CommandTypes.All & ~CommandTypes.Alias); // null if the module of the command is not loaded
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
