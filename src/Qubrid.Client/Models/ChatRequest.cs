using System.Text.Json;

namespace Qubrid.Client;

/// <summary>
/// Represents the body of <c>POST chat/completions</c>. A property that is null is not sent, so that the service's default applies. The service
/// checks the ranges; the client does not.
/// </summary>
public sealed class ChatRequest
{
    private string _model = "";
    private IReadOnlyList<ChatMessage> _messages = [];
    private IReadOnlyList<string>? _stop;
    private JsonElement? _responseFormat;
    private JsonElement? _tools;
    private string? _toolChoice;
    private IReadOnlyDictionary<string, JsonElement>? _additionalProperties;

    /// <summary>Gets the model. JSON: <c>model</c>.</summary>
    public string Model
    {
        get => _model;
        init => _model = value;
    }

    /// <summary>Gets the conversation. JSON: <c>messages</c>.</summary>
    public IReadOnlyList<ChatMessage> Messages
    {
        get => _messages;
        init => _messages = value;
    }

    /// <summary>Gets the maximum number of tokens to generate, 1 or greater. The service's default is 4096. JSON: <c>max_tokens</c>.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>Gets the sampling temperature, 0 to 2; higher values are more random. The service's default is 0.7. JSON: <c>temperature</c>.</summary>
    public double? Temperature { get; init; }

    /// <summary>Gets the probability mass for nucleus sampling, 0 to 1. The service's default is 1. JSON: <c>top_p</c>.</summary>
    public double? TopP { get; init; }

    /// <summary>Gets up to 4 texts that end the generation. JSON: <c>stop</c>.</summary>
    public IReadOnlyList<string>? Stop
    {
        get => _stop;
        init => _stop = value;
    }

    /// <summary>Gets the penalty for tokens that have already occurred, -2 to 2; values above 0 favor new topics. JSON: <c>presence_penalty</c>.</summary>
    public double? PresencePenalty { get; init; }

    /// <summary>Gets the penalty for frequent tokens, -2 to 2; values above 0 reduce repetition. JSON: <c>frequency_penalty</c>.</summary>
    public double? FrequencyPenalty { get; init; }

    /// <summary>Gets the random seed. With the same seed the service tries to return the same completion for the same request. JSON: <c>seed</c>.</summary>
    public long? Seed { get; init; }

    /// <summary>Gets how much a reasoning model thinks before it answers, for example low or high. JSON: <c>reasoning_effort</c>.</summary>
    public string? ReasoningEffort { get; init; }

    /// <summary>Gets whether the response is streamed. The default is true; the value is always sent. JSON: <c>stream</c>.</summary>
    public bool Stream { get; init; } = true;

    /// <summary>Gets the format of the completion, such as a JSON schema. JSON: <c>response_format</c>.</summary>
    public JsonElement? ResponseFormat
    {
        get => _responseFormat;
        init => _responseFormat = value;
    }

    /// <summary>Gets the functions that the model can call. JSON: <c>tools</c>.</summary>
    public JsonElement? Tools
    {
        get => _tools;
        init => _tools = value;
    }

    /// <summary>
    /// Gets whether the model calls functions: <c>auto</c>, <c>none</c>, <c>required</c>, or the name of the function that it must call.
    /// JSON: <c>tool_choice</c>.
    /// </summary>
    public string? ToolChoice
    {
        get => _toolChoice;
        init => _toolChoice = value;
    }

    /// <summary>Gets additional fields of the body, by their JSON name.</summary>
    public IReadOnlyDictionary<string, JsonElement>? AdditionalProperties
    {
        get => _additionalProperties;
        init => _additionalProperties = value;
    }

    /// <summary>Gets whether a response format is requested, so that the text of the completion is JSON.</summary>
    internal bool HasResponseFormat => ResponseFormat is not null || AdditionalProperties?.ContainsKey("response_format") == true;

    /// <summary>Gets or sets the serialized body. It is needed to display its size, to send it and to find it in a journal.</summary>
    internal byte[]? CachedBody { get; set; }

    /// <summary>Returns a copy with another model.</summary>
    public ChatRequest WithModel(string model)
    {
        var copy = (ChatRequest)MemberwiseClone();
        copy.CachedBody = null;
        copy._model = model;
        return copy;
    }

    /// <summary>Returns a copy with other messages.</summary>
    public ChatRequest WithMessages(IReadOnlyList<ChatMessage> messages) => WithMessages(messages, ResponseFormat);

    /// <summary>Returns a copy with other messages and another <see cref="ResponseFormat"/>.</summary>
    public ChatRequest WithMessages(IReadOnlyList<ChatMessage> messages, JsonElement? responseFormat)
    {
        var copy = (ChatRequest)MemberwiseClone();
        copy.CachedBody = null;
        (copy._messages, copy._responseFormat) = (messages, responseFormat);
        return copy;
    }

    /// <summary>Returns a copy with other texts outside of its messages, for redaction.</summary>
    internal ChatRequest WithTexts(
        IReadOnlyList<string>? stop, JsonElement? responseFormat, JsonElement? tools, IReadOnlyDictionary<string, JsonElement>? additionalProperties)
    {
        var copy = WithMessages(Messages, responseFormat);
        (copy._stop, copy._tools, copy._additionalProperties) = (stop, tools, additionalProperties);
        return copy;
    }

    /// <summary>
    /// Returns a copy with the results of tool calls. A function that had to be called has been called, so the model decides from now on;
    /// otherwise it could never answer.
    /// </summary>
    public ChatRequest WithToolResults(IReadOnlyList<ChatMessage> messages)
    {
        var copy = WithMessages(messages);
        copy._toolChoice = ToolChoice is null ? null : ChatToolChoice.Auto;
        return copy;
    }
}
