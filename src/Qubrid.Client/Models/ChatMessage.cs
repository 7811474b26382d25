using Qubrid.Client.Models;

namespace Qubrid.Client;

/// <summary>Represents one message of a conversation. JSON: <c>messages[]</c>, <c>choices[].message</c>.</summary>
public sealed class ChatMessage
{
    /// <summary>Gets the role of the author: user, system, assistant or tool. The default is user. JSON: <c>role</c>.</summary>
    public string Role { get; init; } = ChatRoles.User;

    /// <summary>Gets the text; null if the message contains only tool calls or images. JSON: <c>content</c>.</summary>
    public string? Content { get; init; }

    /// <summary>Gets the name of the author; null if there is none. JSON: <c>name</c>.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the images as http, https or data URIs; empty if there are none. JSON: <c>content[].image_url.url</c>.</summary>
    public string[] Images { get; init; } = [];

    /// <summary>Gets the reasoning that precedes the text; null if there is none. It is never sent. JSON: <c>reasoning_content</c> or <c>reasoning</c>.</summary>
    public string? Reasoning { get; init; }

    /// <summary>Gets the explanation why the model does not comply; null if it did not refuse. JSON: <c>refusal</c>.</summary>
    public string? Refusal { get; init; }

    /// <summary>Gets the tool calls that the model requests; empty if there are none. JSON: <c>tool_calls</c>.</summary>
    public ToolCall[] ToolCalls { get; init; } = [];

    /// <summary>Gets the identifier of the call whose result a tool message contains; null for other messages. JSON: <c>tool_call_id</c>.</summary>
    public string? ToolCallId { get; init; }

    /// <summary>Gets the JSON fields that have no property here, by their JSON name. They are not sent.</summary>
    public IReadOnlyDictionary<string, object?> AdditionalProperties { get; init; } = AdditionalFields.Empty;

    /// <summary>Returns <see cref="Content"/>, or an empty string.</summary>
    public override string ToString() => Content ?? "";
}
