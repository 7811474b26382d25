using Qubrid.Client.Models;

namespace Qubrid.Client;

/// <summary>An answer of the service, streamed or whole.</summary>
public sealed class ChatCompletion
{
    private ChatUsage? _usage;
    private ChatMessage[] _messages = [];

    /// <summary>The service's id (wire: <c>id</c>).</summary>
    public string? Id { get; init; }

    /// <summary>The kind of object, chat.completion also where it came in chunks (wire: <c>object</c>).</summary>
    public string? Object { get; init; }

    /// <summary>When the answer was made, UTC (wire: <c>created</c>, Unix seconds).</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>The model that answered (wire: <c>model</c>).</summary>
    public string? Model { get; init; }

    /// <summary>The answers by index (wire: <c>choices</c>).</summary>
    public ChatChoice[] Choices { get; init; } = [];

    /// <summary>Token counts; null where the service sent none (wire: <c>usage</c>).</summary>
    public ChatUsage? Usage
    {
        get => _usage;
        init => _usage = value;
    }

    /// <summary>The service's own timing; null where it sent none (wire: <c>x_metrics</c>).</summary>
    public ServiceMetrics? Metrics { get; init; }

    /// <summary>The first choice's text.</summary>
    public string? Text => Choices.Length == 0 ? null : Choices[0].Message.Content;

    /// <summary>The first choice's reasoning.</summary>
    public string? Reasoning => Choices.Length == 0 ? null : Choices[0].Message.Reasoning;

    /// <summary>Gets the first choice's refusal; null where the model did not refuse.</summary>
    public string? Refusal => Choices.Length == 0 ? null : Choices[0].Message.Refusal;

    /// <summary>Why the first choice ended.</summary>
    public string? FinishReason => Choices.Length == 0 ? null : Choices[0].FinishReason;

    /// <summary>The conversation: what was sent and the first choice's answer.</summary>
    public ChatMessage[] Messages
    {
        get => _messages;
        init => _messages = value;
    }

    /// <summary>The object that the request was made from, if there was one.</summary>
    public object? InputObject { get; set; }

    /// <summary>The answer as data, where a schema was asked for.</summary>
    public object? Data { get; set; }

    /// <summary>The tools that were called on the way to this answer, in order.</summary>
    public ToolInvocation[] ToolInvocations { get; set; } = [];

    /// <summary>The service's id of the request (header <c>x-request-id</c>).</summary>
    public string? RequestId { get; init; }

    /// <summary>Timing as measured here.</summary>
    public ClientMetrics? ClientMetrics { get; init; }

    /// <summary>Fields of the wire that have no property here, by their wire name.</summary>
    public IReadOnlyDictionary<string, object?> AdditionalProperties { get; init; } = AdditionalFields.Empty;

    /// <summary>Whether the first choice asks for tools: then it is not the answer yet.</summary>
    public bool HasToolCalls() => Choices is [{ Message.ToolCalls.Length: > 0 }, ..];

    /// <summary>The same answer as the outcome of several requests: to those messages, and with what was spent before.</summary>
    public ChatCompletion WithHistory(IReadOnlyList<ChatMessage> messages, ChatUsage? previousUsage)
    {
        var copy = (ChatCompletion)MemberwiseClone();
        copy._messages = [.. messages, .. Choices.Take(1).Select(choice => choice.Message)];
        copy._usage = previousUsage is null ? Usage : previousUsage.Add(Usage);
        return copy;
    }

    /// <inheritdoc/>
    public override string ToString() => Text ?? "";
}
