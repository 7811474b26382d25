using Qubrid.Client.Models;

namespace Qubrid.Client;

/// <summary>Represents the result of a chat call, streamed or not. A value that the service did not send is null.</summary>
public sealed class ChatCompletion
{
    private const string LengthFinishReason = "length";

    private ChatUsage? _usage;
    private ChatChoice[] _choices = [];
    private ChatMessage[] _messages = [];
    private ChatCompletion? _received;
    private IReadOnlyDictionary<string, int>? _redactions;
    private IReadOnlyDictionary<string, object?> _additionalProperties = AdditionalFields.Empty;

    /// <summary>Gets the service's identifier of the completion. JSON: <c>id</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Gets the type of the JSON object, also for a streamed completion: chat.completion. JSON: <c>object</c>.</summary>
    public string? Object { get; init; }

    /// <summary>Gets the time at which the service created the completion, in UTC. JSON: <c>created</c>, in Unix seconds.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Gets the model that generated the completion. JSON: <c>model</c>.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the choices in the order of their index; empty if there are none. JSON: <c>choices</c>.</summary>
    public ChatChoice[] Choices
    {
        get => _choices;
        init => _choices = value;
    }

    /// <summary>Gets the token counts; null if the service sent none. JSON: <c>usage</c>.</summary>
    public ChatUsage? Usage
    {
        get => _usage;
        init => _usage = value;
    }

    /// <summary>Gets the performance that the service measured; null if it sent none. JSON: <c>x_metrics</c>.</summary>
    public ServiceMetrics? Metrics { get; init; }

    /// <summary>Gets the text of the first choice. JSON: <c>choices[0].message.content</c>.</summary>
    public string? Text => Choices.Length == 0 ? null : Choices[0].Message.Content;

    /// <summary>Gets the reasoning of the first choice. JSON: <c>choices[0].message.reasoning_content</c>.</summary>
    public string? Reasoning => Choices.Length == 0 ? null : Choices[0].Message.Reasoning;

    /// <summary>Gets the refusal of the first choice; null if the model did not refuse. JSON: <c>choices[0].message.refusal</c>.</summary>
    public string? Refusal => Choices.Length == 0 ? null : Choices[0].Message.Refusal;

    /// <summary>Gets the finish reason of the first choice. JSON: <c>choices[0].finish_reason</c>.</summary>
    public string? FinishReason => Choices.Length == 0 ? null : Choices[0].FinishReason;

    /// <summary>Gets the conversation: the messages of the request and the message of the first choice.</summary>
    public ChatMessage[] Messages
    {
        get => _messages;
        init => _messages = value;
    }

    /// <summary>Gets or sets the object from which the request was created; null if there was none.</summary>
    public object? InputObject { get; set; }

    /// <summary>Gets or sets the text as structured data; null unless a schema was specified.</summary>
    public object? Data { get; set; }

    /// <summary>Gets or sets the completions of the parts of the data, in order, if it was divided; empty if it was not. <see cref="Usage"/> includes their tokens.</summary>
    public ChatCompletion[] Parts { get; set; } = [];

    /// <summary>Gets or sets the tools that were called before this completion, in order; empty if there were none.</summary>
    public ToolInvocation[] ToolInvocations { get; set; } = [];

    /// <summary>
    /// Gets the number of distinct values that were replaced by placeholders in the request, by category or name of the pattern; null if the
    /// request was not redacted. If the data was divided, it is the sum over all requests. The values are not stored.
    /// </summary>
    public IReadOnlyDictionary<string, int>? Redactions
    {
        get => _redactions;
        init => _redactions = value;
    }

    /// <summary>Gets or sets whether the completion was restored from a checkpoint, so that it used no tokens in this run.</summary>
    public bool IsRestored { get; set; }

    /// <summary>Gets the service's identifier of the request. Header: <c>x-request-id</c>, <c>request-id</c>.</summary>
    public string? RequestId { get; init; }

    /// <summary>Gets the performance that the client measured; null if the completion was not received by this client, such as one from a journal.</summary>
    public ClientMetrics? ClientMetrics { get; init; }

    /// <summary>Gets the JSON fields that have no property here, by their JSON name.</summary>
    public IReadOnlyDictionary<string, object?> AdditionalProperties
    {
        get => _additionalProperties;
        init => _additionalProperties = value;
    }

    /// <summary>Gets the completion with placeholders, which is recorded; null if the request was not redacted.</summary>
    internal ChatCompletion? Received => _received;

    /// <summary>Gets whether the maximum number of tokens ended the first choice. Internal, so that views and exports do not show it.</summary>
    internal bool IsTruncated => FinishReason == LengthFinishReason;

    /// <summary>Returns whether the first choice calls tools, so that it needs their results before it can be completed.</summary>
    public bool HasToolCalls() => Choices is [{ Message.ToolCalls.Length: > 0 }, ..];

    /// <summary>Returns a copy that stands for the result of several requests.</summary>
    /// <param name="messages">The conversation before the message of the first choice.</param>
    /// <param name="previousUsage">The tokens of the earlier requests, added to <see cref="Usage"/>; null if there were none.</param>
    public ChatCompletion WithHistory(IReadOnlyList<ChatMessage> messages, ChatUsage? previousUsage)
    {
        var copy = (ChatCompletion)MemberwiseClone();
        copy._messages = [.. messages, .. Choices.Take(1).Select(choice => choice.Message)];
        copy._usage = previousUsage is null ? Usage : previousUsage.Add(Usage);
        copy._received = _received?.WithHistory([], previousUsage);
        return copy;
    }

    /// <summary>Returns a copy for divided data: its <see cref="Usage"/> and <see cref="Redactions"/> include those of the earlier requests.</summary>
    /// <param name="previous">The completions of the earlier requests.</param>
    public ChatCompletion WithPrevious(IReadOnlyList<ChatCompletion> previous)
    {
        var copy = (ChatCompletion)MemberwiseClone();
        foreach (var completion in previous)
        {
            copy._usage = completion.Usage is null ? copy._usage : completion.Usage.Add(copy._usage);
        }

        var counts = previous.Append(this).Select(completion => completion.Redactions).OfType<IReadOnlyDictionary<string, int>>().ToList();
        copy._redactions = counts.Count == 0 ? null : counts.SelectMany(count => count).GroupBy(count => count.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Sum(count => count.Value), StringComparer.Ordinal);
        return copy;
    }

    /// <summary>Returns a copy of a completion with placeholders that contains values.</summary>
    /// <param name="choices">The choices with values.</param>
    /// <param name="messages">The conversation before the message of the first choice.</param>
    /// <param name="redactions">The number of values in the request.</param>
    /// <param name="additionalProperties">The additional fields with values.</param>
    internal ChatCompletion WithValues(
        ChatChoice[] choices,
        IReadOnlyList<ChatMessage> messages,
        IReadOnlyDictionary<string, int> redactions,
        IReadOnlyDictionary<string, object?> additionalProperties)
    {
        var copy = (ChatCompletion)MemberwiseClone();
        (copy._choices, copy._messages) = (choices, [.. messages, .. choices.Take(1).Select(choice => choice.Message)]);
        (copy._redactions, copy._additionalProperties, copy._received) = (redactions, additionalProperties, this);
        return copy;
    }

    /// <summary>Returns <see cref="Text"/>, or an empty string.</summary>
    public override string ToString() => Text ?? "";
}
