using System.Text.Json;

namespace Qubrid.Client.Serialization;

/// <summary>Reads the messages of a request that <see cref="RequestWriter"/> wrote. Values of other types are ignored.</summary>
internal static class RequestMessageReader
{
    /// <summary>Returns the messages of a request.</summary>
    internal static ChatMessage[] Read(JsonElement request) =>
        [.. Enumerate(request, "messages").Where(message => message.ValueKind == JsonValueKind.Object).Select(ReadMessage)];

    /// <summary>Returns the string value of a field, or null.</summary>
    internal static string? ReadText(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static ChatMessage ReadMessage(JsonElement message)
    {
        var parts = Enumerate(message, "content").ToList();
        var texts = parts.Select(part => ReadText(part, "text")).Where(text => text is not null).ToList();
        return new ChatMessage
        {
            Role = ReadText(message, "role") ?? ChatRoles.User,
            Content = texts.Count > 0 ? string.Join("\n", texts) : ReadText(message, "content"),
            Images = [.. parts.Select(ReadImageUrl).OfType<string>()],
            Name = ReadText(message, "name"),
            Refusal = ReadText(message, "refusal"),
            ToolCalls = [.. Enumerate(message, "tool_calls").Select(ReadToolCall).OfType<ToolCall>()],
            ToolCallId = ReadText(message, "tool_call_id"),
        };
    }

    private static string? ReadImageUrl(JsonElement part) =>
        part.ValueKind == JsonValueKind.Object && part.TryGetProperty("image_url", out var image) ? ReadText(image, "url") : null;

    private static ToolCall? ReadToolCall(JsonElement call) =>
        call.ValueKind == JsonValueKind.Object && call.TryGetProperty("function", out var function)
            ? new ToolCall { Id = ReadText(call, "id"), Name = ReadText(function, "name"), Arguments = ReadText(function, "arguments") ?? "" }
            : null;

    private static IEnumerable<JsonElement> Enumerate(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray()
            : Enumerable.Empty<JsonElement>();
}
