using Qubrid.Client.Models;

namespace Qubrid.Client;

/// <summary>One message of a conversation (wire: <c>messages[]</c>, <c>choices[].message</c>).</summary>
public sealed class ChatMessage
{
    /// <summary>Who speaks: user, system, assistant or tool (wire: <c>role</c>).</summary>
    public string Role { get; init; } = ChatRoles.User;

    /// <summary>The text; null where a message holds only tool calls (wire: <c>content</c>).</summary>
    public string? Content { get; init; }

    /// <summary>The speaker's name, if any (wire: <c>name</c>).</summary>
    public string? Name { get; init; }

    /// <summary>Images as http(s) or data URIs (wire: <c>content[].image_url.url</c>).</summary>
    public string[] Images { get; init; } = [];

    /// <summary>A reasoning model's thoughts before the answer (wire: <c>reasoning_content</c> or <c>reasoning</c>). Never sent back.</summary>
    public string? Reasoning { get; init; }

    /// <summary>Gets the model's explanation of why it does not answer; null where it did not refuse (JSON field: <c>refusal</c>).</summary>
    public string? Refusal { get; init; }

    /// <summary>Calls that the model asks for (wire: <c>tool_calls</c>).</summary>
    public ToolCall[] ToolCalls { get; init; } = [];

    /// <summary>Which call a tool message answers (wire: <c>tool_call_id</c>).</summary>
    public string? ToolCallId { get; init; }

    /// <summary>Fields of the wire that have no property here, by their wire name.</summary>
    public IReadOnlyDictionary<string, object?> AdditionalProperties { get; init; } = AdditionalFields.Empty;

    /// <inheritdoc/>
    public override string ToString() => Content ?? "";
}
