using Qubrid.Client.Models;

namespace Qubrid.Client;

/// <summary>One of the answers (wire: <c>choices[]</c>).</summary>
public sealed class ChatChoice
{
    /// <summary>Position among the choices, from 0 (wire: <c>index</c>).</summary>
    public int Index { get; init; }

    /// <summary>The answer (wire: <c>message</c>, or the sum of all <c>delta</c>).</summary>
    public ChatMessage Message { get; init; } = new() { Role = ChatRoles.Assistant };

    /// <summary>Why the model stopped: stop, length, tool_calls, content_filter; null while unknown (wire: <c>finish_reason</c>).</summary>
    public string? FinishReason { get; init; }

    /// <summary>Fields of the wire that have no property here, by their wire name.</summary>
    public IReadOnlyDictionary<string, object?> AdditionalProperties { get; init; } = AdditionalFields.Empty;

    /// <inheritdoc/>
    public override string ToString() => Message.ToString();
}
