using System.Text.Json;
using Qubrid.Client.Serialization;

namespace Qubrid.Client;

/// <summary>What to ask (wire: the body of <c>POST chat/completions</c>). A null property is not sent, so the service's default holds.</summary>
public sealed class ChatRequest
{
    // Its size is shown, it is sent, and a journal looks it up: written once for all of them.
    private byte[]? _body;
    private IReadOnlyList<ChatMessage> _messages = [];
    private JsonElement? _responseFormat;

    /// <summary>The model (wire: <c>model</c>).</summary>
    public string Model { get; init; } = "";

    /// <summary>The conversation so far (wire: <c>messages</c>).</summary>
    public IReadOnlyList<ChatMessage> Messages
    {
        get => _messages;
        init => _messages = value;
    }

    /// <summary>Most tokens to answer with, from 1; the service's default is 4096 (wire: <c>max_tokens</c>).</summary>
    public int? MaxTokens { get; init; }

    /// <summary>Randomness, 0 to 2; the service's default is 0.7 (wire: <c>temperature</c>).</summary>
    public double? Temperature { get; init; }

    /// <summary>Nucleus sampling, 0 to 1; the service's default is 1 (wire: <c>top_p</c>).</summary>
    public double? TopP { get; init; }

    /// <summary>Up to 4 texts that end the answer (wire: <c>stop</c>).</summary>
    public IReadOnlyList<string>? Stop { get; init; }

    /// <summary>-2 to 2; above 0 favours new topics (wire: <c>presence_penalty</c>).</summary>
    public double? PresencePenalty { get; init; }

    /// <summary>-2 to 2; above 0 disfavours repetition (wire: <c>frequency_penalty</c>).</summary>
    public double? FrequencyPenalty { get; init; }

    /// <summary>Asks for the same answer to the same request, as far as the service can (wire: <c>seed</c>).</summary>
    public long? Seed { get; init; }

    /// <summary>Whether the answer comes piece by piece; always sent, since the service's default is true (wire: <c>stream</c>).</summary>
    public bool Stream { get; init; } = true;

    /// <summary>The form that the answer shall have (wire: <c>response_format</c>).</summary>
    public JsonElement? ResponseFormat
    {
        get => _responseFormat;
        init => _responseFormat = value;
    }

    /// <summary>The functions that the model may call (wire: <c>tools</c>).</summary>
    public JsonElement? Tools { get; init; }

    /// <summary>More fields for the body, by their wire name.</summary>
    public IReadOnlyDictionary<string, JsonElement>? AdditionalProperties { get; init; }

    /// <summary>The body as it goes on the wire: UTF-8 JSON, the same bytes for the same request.</summary>
    public byte[] ToUtf8Json() => _body ??= RequestWriter.Write(this);

    /// <summary>The same settings for other messages.</summary>
    public ChatRequest WithMessages(IReadOnlyList<ChatMessage> messages) => WithMessages(messages, ResponseFormat);

    /// <summary>The same settings for other messages and another form of the answer.</summary>
    public ChatRequest WithMessages(IReadOnlyList<ChatMessage> messages, JsonElement? responseFormat)
    {
        var copy = (ChatRequest)MemberwiseClone();
        copy._body = null;
        (copy._messages, copy._responseFormat) = (messages, responseFormat);
        return copy;
    }
}
