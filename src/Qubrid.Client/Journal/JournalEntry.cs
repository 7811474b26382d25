using System.Text.Encodings.Web;
using System.Text.Json;
using Qubrid.Client.Wire;

namespace Qubrid.Client.Journal;

/// <summary>One line of a journal: {"hash":...,"request":{...},"response":{...},"request_id":...}.</summary>
internal static class JournalEntry
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static byte[] Write(string hash, byte[] body, ChatCompletion completion)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            json.WriteStartObject();
            json.WriteString("hash", hash);
            json.WritePropertyName("request");
            json.WriteRawValue(body, skipInputValidation: true);
            json.WritePropertyName("response");
            CompletionWriter.Write(json, completion);
            if (completion.RequestId is not null)
            {
                json.WriteString("request_id", completion.RequestId);
            }

            json.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    /// <summary>The line's hash, or null where it is no whole entry: torn by a crash, or not ours.</summary>
    internal static string? ReadHash(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("hash", out var hash) && hash.ValueKind == JsonValueKind.String
                && root.TryGetProperty("request", out _) && root.TryGetProperty("response", out _)
                    ? hash.GetString()
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal static ChatCompletion ReadCompletion(ReadOnlyMemory<byte> line, IReadOnlyList<ChatMessage> sent)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        var builder = new CompletionBuilder();
        CompletionReader.Read(JsonSerializer.SerializeToUtf8Bytes(root.GetProperty("response"), QubridJsonContext.Wire.JsonElement), builder);
        var requestId = root.TryGetProperty("request_id", out var id) ? id.GetString() : null;
        return builder.Build(sent, requestId, clientMetrics: null);
    }
}
