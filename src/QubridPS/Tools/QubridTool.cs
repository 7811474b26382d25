using System.Text.Json;
using QubridPS.Tools;

namespace QubridPS;

/// <summary>A command that a model may call.</summary>
public sealed class QubridTool
{
    internal QubridTool(string name, string description, CommandInfo command, IReadOnlyDictionary<string, ParameterMetadata> allowedParameters, string schema)
    {
        (Name, Description, Command, AllowedParameters, Schema) = (name, description, command, allowedParameters, schema);
        ConfirmImpact = ConfirmImpactReader.Read(command);
    }

    /// <summary>The name that the model calls it by (wire: <c>tools[].function.name</c>).</summary>
    public string Name { get; }

    /// <summary>What it is for (wire: <c>tools[].function.description</c>).</summary>
    public string Description { get; }

    /// <summary>What is run.</summary>
    public CommandInfo Command { get; }

    /// <summary>The parameters as JSON Schema (wire: <c>tools[].function.parameters</c>).</summary>
    public string Schema { get; }

    /// <summary>How grave the command says it is; None where it does not ask before it acts.</summary>
    public ConfirmImpact ConfirmImpact { get; }

    /// <summary>The parameters that the model may give; no others are bound.</summary>
    internal IReadOnlyDictionary<string, ParameterMetadata> AllowedParameters { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal void Write(Utf8JsonWriter json)
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
}
