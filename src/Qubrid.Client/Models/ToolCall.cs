using Qubrid.Client.Models;

namespace Qubrid.Client;

/// <summary>A call that the model asks for (wire: <c>tool_calls[]</c>).</summary>
public sealed class ToolCall
{
    /// <summary>The id that the answering tool message repeats (wire: <c>id</c>).</summary>
    public string? Id { get; init; }

    /// <summary>The function to call (wire: <c>function.name</c>).</summary>
    public string? Name { get; init; }

    /// <summary>The arguments as JSON text, as the model wrote them (wire: <c>function.arguments</c>).</summary>
    public string Arguments { get; init; } = "";

    /// <summary>Fields of the wire that have no property here, by their wire name; those inside <c>function</c> under that name.</summary>
    public IReadOnlyDictionary<string, object?> AdditionalProperties { get; init; } = AdditionalFields.Empty;

    /// <inheritdoc/>
    public override string ToString() => $"{Name}({Arguments})";
}
