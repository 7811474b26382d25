using System.Text.Json;
using System.Text.Json.Serialization;

namespace Qubrid.Client.Wire;

// The order of the properties is the order on the wire.
internal sealed class WireRequest
{
    [JsonPropertyName("model")] public string Model { get; init; } = "";
    [JsonPropertyName("messages")] public WireMessage[] Messages { get; init; } = [];
    [JsonPropertyName("max_tokens")] public int? MaxTokens { get; init; }
    [JsonPropertyName("temperature"), JsonConverter(typeof(ShortestDouble))] public double? Temperature { get; init; }
    [JsonPropertyName("top_p"), JsonConverter(typeof(ShortestDouble))] public double? TopP { get; init; }
    [JsonPropertyName("stop")] public IReadOnlyList<string>? Stop { get; init; }
    [JsonPropertyName("presence_penalty"), JsonConverter(typeof(ShortestDouble))] public double? PresencePenalty { get; init; }
    [JsonPropertyName("frequency_penalty"), JsonConverter(typeof(ShortestDouble))] public double? FrequencyPenalty { get; init; }
    [JsonPropertyName("seed")] public long? Seed { get; init; }
    [JsonPropertyName("stream")] public bool Stream { get; init; }
    [JsonPropertyName("tools")] public JsonElement? Tools { get; init; }
    [JsonPropertyName("response_format")] public JsonElement? ResponseFormat { get; init; }
    [JsonExtensionData] public Dictionary<string, JsonElement>? AdditionalProperties { get; set; }
}

internal sealed class WireMessage
{
    [JsonPropertyName("role")] public string Role { get; init; } = "";

    // A string, WirePart[], or null where a message holds only tool calls.
    [JsonPropertyName("content"), JsonIgnore(Condition = JsonIgnoreCondition.Never)] public object? Content { get; init; }
    [JsonPropertyName("name")] public string? Name { get; init; }
    [JsonPropertyName("tool_calls")] public WireToolCall[]? ToolCalls { get; init; }
    [JsonPropertyName("tool_call_id")] public string? ToolCallId { get; init; }
}

internal sealed class WirePart
{
    [JsonPropertyName("type")] public string Type { get; init; } = "";
    [JsonPropertyName("text")] public string? Text { get; init; }
    [JsonPropertyName("image_url")] public WireImage? ImageUrl { get; init; }
}

internal sealed class WireImage
{
    [JsonPropertyName("url")] public string Url { get; init; } = "";
}

internal sealed class WireToolCall
{
    [JsonPropertyName("id")] public string? Id { get; init; }
    [JsonPropertyName("type")] public string Type { get; init; } = "function";
    [JsonPropertyName("function")] public WireFunction Function { get; init; } = new();
}

internal sealed class WireFunction
{
    [JsonPropertyName("name")] public string? Name { get; init; }
    [JsonPropertyName("arguments")] public string Arguments { get; init; } = "";
}
