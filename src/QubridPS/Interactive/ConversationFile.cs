using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;
using Qubrid.Client;
using QubridPS.Errors;
using QubridPS.Input;
using QubridPS.Schemas;

namespace QubridPS.Interactive;

/// <summary>A conversation in a file: the wire's messages as a JSON list. Reads also a request's body, and what Export-Clixml wrote.</summary>
internal static class ConversationFile
{
    private static readonly JsonWriterOptions s_readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes it, over a former conversation too but over nothing else.</summary>
    internal static void Write(string path, ChatMessage[] messages)
    {
        if (File.Exists(path) && !IsConversation(path))
        {
            throw ChatErrors.WouldReplace(path);
        }

        using var body = JsonDocument.Parse(new ChatRequest { Messages = messages }.ToUtf8Json());
        try
        {
            using var file = File.Create(path);
            using var json = new Utf8JsonWriter(file, s_readable);
            body.RootElement.GetProperty("messages").WriteTo(json);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw ChatErrors.FileUnusable(path, error);
        }
    }

    internal static ChatMessage[] Read(string path)
    {
        try
        {
            var text = File.ReadAllText(path);
            return [.. (text.StartsWith("<", StringComparison.Ordinal) ? ReadObjects(text) : ReadJson(text)).SelectMany(Messages)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw ChatErrors.FileUnusable(path, error);
        }
        catch (Exception error) when (error is JsonException or XmlException or QubridInputException or InvalidOperationException)
        {
            throw ChatErrors.NoConversation(path, error);
        }
    }

    private static bool IsConversation(string path)
    {
        try
        {
            return new FileInfo(path).Length == 0 || Read(path).Length >= 0;
        }
        catch (QubridInputException)
        {
            return false;
        }
    }

    private static IEnumerable<object?> ReadJson(string text)
    {
        using var document = JsonDocument.Parse(text);
        var list = document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("messages", out var messages)
            ? messages
            : document.RootElement;
        return [.. list.EnumerateArray().Select(DataReader.Read)];
    }

    private static IEnumerable<object?> ReadObjects(string text) => PropertyValue.Unwrap(PSSerializer.Deserialize(text)) switch
    {
        IList many => many.Cast<object?>(),
        var one => [one],
    };

    private static IEnumerable<ChatMessage> Messages(object? item) =>
        item is not null && MessageReader.TryReadConversation(PSObject.AsPSObject(item)) is { } conversation ? conversation : [MessageReader.Require(item)];
}
