using Qubrid.Client.Models;

namespace Qubrid.Client;

/// <summary>Represents a tool call that the model requests. JSON: <c>tool_calls[]</c>.</summary>
public sealed class ToolCall
{
    /// <summary>Gets the identifier that the tool message with the result repeats. JSON: <c>id</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Gets the name of the function. JSON: <c>function.name</c>.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the arguments as the model generated them: usually, but not always, valid JSON. JSON: <c>function.arguments</c>.</summary>
    public string Arguments { get; init; } = "";

    /// <summary>Gets the JSON fields that have no property here, by their JSON name. The fields of <c>function</c> are a dictionary of that name.</summary>
    public IReadOnlyDictionary<string, object?> AdditionalProperties { get; init; } = AdditionalFields.Empty;

    /// <summary>Returns the call as text, such as "Get-Date({})".</summary>
    public override string ToString() => $"{Name}({Arguments})";
}
