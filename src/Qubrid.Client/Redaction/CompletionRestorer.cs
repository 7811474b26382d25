namespace Qubrid.Client.Redaction;

/// <summary>Restores the values of placeholders in completions.</summary>
/// <param name="session">The session that redacted the request.</param>
/// <param name="isJson">Whether the text of the completion is JSON, in which values are escaped.</param>
internal sealed class CompletionRestorer(RedactionSession session, bool isJson)
{
    /// <summary>Returns a copy of the completion with restored texts.</summary>
    /// <param name="completion">The completion of the redacted request.</param>
    /// <param name="messages">The messages of the original request.</param>
    internal ChatCompletion Restore(ChatCompletion completion, IReadOnlyList<ChatMessage> messages)
    {
        ChatChoice[] choices = Array.ConvertAll(completion.Choices, Restore);
        return new ChatCompletion
        {
            Id = completion.Id,
            Object = completion.Object,
            Created = completion.Created,
            Model = completion.Model,
            Choices = choices,
            Usage = completion.Usage,
            Metrics = completion.Metrics,
            Messages = [.. messages, .. choices.Take(1).Select(choice => choice.Message)],
            InputObject = completion.InputObject,
            Data = completion.Data,
            Parts = completion.Parts,
            ToolInvocations = completion.ToolInvocations,
            IsRestored = completion.IsRestored,
            RequestId = completion.RequestId,
            ClientMetrics = completion.ClientMetrics,
            AdditionalProperties = Restore(completion.AdditionalProperties),
        };
    }

    private ChatChoice Restore(ChatChoice choice) => new()
    {
        Index = choice.Index,
        FinishReason = choice.FinishReason,
        Message = Restore(choice.Message),
        AdditionalProperties = Restore(choice.AdditionalProperties),
    };

    private ChatMessage Restore(ChatMessage message) => new()
    {
        Role = message.Role,
        Content = Restore(message.Content, isJson),
        Name = message.Name,
        Images = message.Images,
        Reasoning = Restore(message.Reasoning, false),
        Refusal = Restore(message.Refusal, false),
        ToolCalls = Array.ConvertAll(message.ToolCalls, Restore),
        ToolCallId = message.ToolCallId,
        AdditionalProperties = Restore(message.AdditionalProperties),
    };

    private ToolCall Restore(ToolCall call) => new()
    {
        Id = call.Id,
        Name = call.Name,
        Arguments = session.Restore(call.Arguments, isJson: true),
        AdditionalProperties = Restore(call.AdditionalProperties),
    };

    private string? Restore(string? text, bool isJsonText) => text is null ? null : session.Restore(text, isJsonText);

    private IReadOnlyDictionary<string, object?> Restore(IReadOnlyDictionary<string, object?> fields) =>
        fields.Count == 0 ? fields : fields.ToDictionary(field => field.Key, field => RestoreValue(field.Value), StringComparer.Ordinal);

    private object? RestoreValue(object? value) => value switch
    {
        string text => session.Restore(text),
        object?[] elements => Array.ConvertAll(elements, RestoreValue),
        IReadOnlyDictionary<string, object?> fields => Restore(fields),
        _ => value,
    };
}
