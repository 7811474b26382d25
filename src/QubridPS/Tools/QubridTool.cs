using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using QubridPS.Common;
using QubridPS.Tools;

namespace QubridPS;

/// <summary>Represents a command that a model can call. Created by New-QubridTool.</summary>
public sealed class QubridTool
{
    private static readonly Regex s_prompts = new("ShouldContinue|ShouldProcess|PromptForChoice|Read-Host", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    internal QubridTool(string name, string description, CommandInfo command, IReadOnlyDictionary<string, ParameterMetadata> allowedParameters, string schema)
    {
        (Name, Description, Command, AllowedParameters, Schema) = (name, description, command, allowedParameters, schema);
        ConfirmImpact = GetConfirmImpact(command);
        AsksBeforeActing = GetScript(command) is { } script && s_prompts.IsMatch(script.ToString());
    }

    /// <summary>Gets the name by which the model calls the tool. JSON field: <c>tools[].function.name</c>.</summary>
    public string Name { get; }

    /// <summary>Gets the description of the tool for the model. JSON field: <c>tools[].function.description</c>.</summary>
    public string Description { get; }

    /// <summary>Gets the command that is run.</summary>
    public CommandInfo Command { get; }

    /// <summary>Gets the JSON Schema of the parameters. JSON field: <c>tools[].function.parameters</c>.</summary>
    public string Schema { get; }

    /// <summary>Gets the ConfirmImpact of the command, or None if it does not support ShouldProcess.</summary>
    public ConfirmImpact ConfirmImpact { get; }

    /// <summary>Gets the parameters that the model can specify. Other parameters are not bound.</summary>
    internal IReadOnlyDictionary<string, ParameterMetadata> AllowedParameters { get; }

    /// <summary>Gets whether the command is a script that asks before it acts. Such a script must not continue after a prompt that failed.</summary>
    internal bool AsksBeforeActing { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Returns the value of <c>tools</c> in a request.</summary>
    internal static JsonElement ToJson(IEnumerable<QubridTool> tools)
    {
        using var document = JsonDocument.Parse(Utf8Json.WriteText(json =>
        {
            json.WriteStartArray();
            foreach (var tool in tools)
            {
                tool.Write(json);
            }

            json.WriteEndArray();
        }));
        return document.RootElement.Clone();
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "function");
        json.WriteStartObject("function");
        json.WriteString("name", Name);
        json.WriteString("description", Description);
        json.WritePropertyName("parameters");
        json.WriteRawValue(Schema);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static ConfirmImpact GetConfirmImpact(CommandInfo command) => command switch
    {
        CmdletInfo cmdlet => GetConfirmImpact(cmdlet.ImplementingType.GetCustomAttribute<CmdletAttribute>()),
        _ => GetConfirmImpact(GetScript(command)?.Attributes.OfType<CmdletBindingAttribute>().FirstOrDefault()),
    };

    private static ScriptBlock? GetScript(CommandInfo command) => command switch
    {
        FunctionInfo function => function.ScriptBlock,
        ExternalScriptInfo script => script.ScriptBlock,
        _ => null,
    };

    private static ConfirmImpact GetConfirmImpact(CmdletCommonMetadataAttribute? attribute) =>
        attribute is { SupportsShouldProcess: true } ? attribute.ConfirmImpact : ConfirmImpact.None;
}
