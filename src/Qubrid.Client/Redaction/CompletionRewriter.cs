namespace Qubrid.Client.Redaction;

/// <summary>Copies completions with other texts.</summary>
/// <param name="rewrite">Returns the text to use instead of another. The second argument is whether the text is JSON.</param>
/// <param name="isJson">Whether the text of the completion is JSON.</param>
internal sealed class CompletionRewriter(Func<string, bool, string> rewrite, bool isJson)
{
    /// <summary>Returns a copy of the completion with other texts.</summary>
    /// <param name="completion">The completion.</param>
    /// <param name="messages">The messages of the request.</param>
    /// <param name="redactions">The number of values that were replaced in the request, by category or name of the pattern.</param>
    internal ChatCompletion Rewrite(ChatCompletion completion, IReadOnlyList<ChatMessage> messages, IReadOnlyDictionary<string, int> redactions) =>
        completion.WithValues(Array.ConvertAll(completion.Choices, Rewrite), messages, redactions, Rewrite(completion.AdditionalProperties));

    private ChatChoice Rewrite(ChatChoice choice) => new()
    {
        Index = choice.Index,
        FinishReason = choice.FinishReason,
        Message = Rewrite(choice.Message),
        AdditionalProperties = Rewrite(choice.AdditionalProperties),
    };

    private ChatMessage Rewrite(ChatMessage message) => new()
    {
        Role = message.Role,
        Content = Rewrite(message.Content, isJson),
        Name = message.Name,
        Images = message.Images,
        Reasoning = Rewrite(message.Reasoning, false),
        Refusal = Rewrite(message.Refusal, false),
        ToolCalls = Array.ConvertAll(message.ToolCalls, Rewrite),
        ToolCallId = message.ToolCallId,
        AdditionalProperties = Rewrite(message.AdditionalProperties),
    };

    private ToolCall Rewrite(ToolCall call) => new()
    {
        Id = call.Id,
        Name = call.Name,
        Arguments = rewrite(call.Arguments, true),
        AdditionalProperties = Rewrite(call.AdditionalProperties),
    };

    private string? Rewrite(string? text, bool isJsonText) => text is null ? null : rewrite(text, isJsonText);

    private IReadOnlyDictionary<string, object?> Rewrite(IReadOnlyDictionary<string, object?> fields) =>
        fields.Count == 0 ? fields : fields.ToDictionary(field => field.Key, field => RewriteValue(field.Value), StringComparer.Ordinal);

    private object? RewriteValue(object? value) => value switch
    {
        string text => rewrite(text, false),
        object?[] elements => Array.ConvertAll(elements, RewriteValue),
        IReadOnlyDictionary<string, object?> fields => Rewrite(fields),
        _ => value,
    };
}
