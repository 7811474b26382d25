using Qubrid.Client.Models;

namespace Qubrid.Client;

/// <summary>Represents one choice of a completion. JSON: <c>choices[]</c>.</summary>
public sealed class ChatChoice
{
    /// <summary>Gets the position among the choices, 0 or greater. The default is 0. JSON: <c>index</c>.</summary>
    public int Index { get; init; }

    /// <summary>Gets the message of the model. JSON: <c>message</c>, or the sum of all <c>delta</c>.</summary>
    public ChatMessage Message { get; init; } = new() { Role = ChatRoles.Assistant };

    /// <summary>Gets the reason why the model stopped: stop, length, tool_calls or content_filter; null if it is not known. JSON: <c>finish_reason</c>.</summary>
    public string? FinishReason { get; init; }

    /// <summary>Gets the JSON fields that have no property here, by their JSON name.</summary>
    public IReadOnlyDictionary<string, object?> AdditionalProperties { get; init; } = AdditionalFields.Empty;

    /// <summary>Returns the text of the message.</summary>
    public override string ToString() => Message.ToString();
}
