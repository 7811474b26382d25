using System.Collections.Specialized;
using System.Text.Json;

namespace Qubrid.Mock;

/// <summary>Reads the body of a chat request.</summary>
internal static class MockRequestReader
{
    private static readonly string[] s_knownProperties = ["model", "messages", "stream"];

    /// <summary>Reads a request.</summary>
    /// <exception cref="FormatException">The body is not a valid request; the message is that of the error response.</exception>
    internal static MockRequest Read(string body, NameValueCollection headers)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Read(document.RootElement, body, headers);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // An unpaired surrogate in a string causes an InvalidOperationException.
            throw new FormatException("The body is not valid JSON: " + error.Message, error);
        }
    }

    private static MockRequest Read(JsonElement root, string body, NameValueCollection headers)
    {
        Require(root.ValueKind == JsonValueKind.Object, "The body must be an object.");
        Require(root.TryGetProperty("model", out var model) && model.ValueKind == JsonValueKind.String, "'model' is required.");
        Require(
            root.TryGetProperty("messages", out var messages) && messages.ValueKind == JsonValueKind.Array && messages.GetArrayLength() > 0,
            "'messages' is required and must not be empty.");
        return new MockRequest
        {
            Time = DateTimeOffset.UtcNow,
            Model = model.GetString(),
            Messages = [.. messages.EnumerateArray().Select(ReadMessage)],
            Stream = !root.TryGetProperty("stream", out var stream) || stream.ValueKind != JsonValueKind.False,
            Parameters = ToDictionary(root.EnumerateObject().Where(field => !s_knownProperties.Contains(field.Name))),
            Headers = RecordedHeaders.Create(headers),
            Body = body,
        };
    }

    private static MockMessage ReadMessage(JsonElement message)
    {
        Require(
            message.ValueKind == JsonValueKind.Object && message.TryGetProperty("role", out var role) && role.ValueKind == JsonValueKind.String,
            "Each message must be an object with a 'role'.");
        message.TryGetProperty("content", out var content);
        JsonElement[] parts = content.ValueKind == JsonValueKind.Array ? [.. content.EnumerateArray()] : [];
        return new MockMessage
        {
            Role = message.GetProperty("role").GetString()!,
            Content = content.ValueKind == JsonValueKind.String ? content.GetString() : JoinText(parts),
            Images = [.. parts.Select(ReadImageUrl).OfType<string>()],
        };
    }

    private static string? JoinText(JsonElement[] parts) =>
        parts.Length == 0 ? null : string.Join("\n", parts.Select(part => ReadString(part, "text")).OfType<string>());

    private static string? ReadImageUrl(JsonElement part) =>
        part.ValueKind == JsonValueKind.Object && part.TryGetProperty("image_url", out var image) ? ReadString(image, "url") : null;

    private static string? ReadString(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;

    private static object? ToClrValue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.TryGetInt64(out var integer) ? (object)integer : value.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => value.EnumerateArray().Select(ToClrValue).ToArray(),
        JsonValueKind.Object => ToDictionary(value.EnumerateObject()),
        _ => null,
    };

    // The last value of a repeated name applies, as in most JSON readers.
    private static Dictionary<string, object?> ToDictionary(IEnumerable<JsonProperty> properties)
    {
        var fields = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var property in properties)
        {
            fields[property.Name] = ToClrValue(property.Value);
        }

        return fields;
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new FormatException(message);
        }
    }
}
