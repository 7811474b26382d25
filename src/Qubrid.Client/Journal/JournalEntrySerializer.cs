using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Qubrid.Client.Security;
using Qubrid.Client.Serialization;

namespace Qubrid.Client.Journal;

/// <summary>
/// One line of a journal: {"hash":...,"request":{...},"request_id":...,"response":{...},"updates":[...]}. Names are sorted and no clock of
/// ours is in it, so that the same exchange makes the same line.
/// </summary>
internal static class JournalEntrySerializer
{
    // Deeper than any body of ours, and than any answer that could be read.
    private const int MaxDepth = 512;

    internal static readonly JsonDocumentOptions ReadOptions = new() { MaxDepth = MaxDepth };
    private static readonly JsonWriterOptions s_writeOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaxDepth };

    internal static byte[] Write(string hash, byte[] body, ChatCompletion completion, IReadOnlyList<ChatUpdate>? updates)
    {
        using var buffer = new MemoryStream();
        using (var entry = JsonDocument.Parse(WriteUnsorted(hash, body, completion, updates), ReadOptions))
        using (var json = new Utf8JsonWriter(buffer, s_writeOptions))
        {
            CanonicalJson.Write(json, entry.RootElement);
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    /// <summary>Returns a request's body without the key, in the form that the file has: how the body escapes a character does not matter.</summary>
    internal static byte[] RedactBody(byte[] body, ApiKey? key)
    {
        if (key is null)
        {
            return body;
        }

        using var document = JsonDocument.Parse(body, ReadOptions);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, s_writeOptions))
        {
            CanonicalJson.Write(json, document.RootElement);
        }

        return key.RedactJson(buffer.ToArray());
    }

    /// <summary>The body that was sent, without what does not count.</summary>
    internal static FlattenedRequest ReadRequest(ReadOnlyMemory<byte> line)
    {
        using var entry = JsonDocument.Parse(line, ReadOptions);
        return FlattenedRequest.Parse(entry.RootElement.GetProperty("request"));
    }

    internal static RecordedCompletion ReadCompletion(ReadOnlyMemory<byte> line, IReadOnlyList<ChatMessage> messages)
    {
        using var entry = JsonDocument.Parse(line, ReadOptions);
        var root = entry.RootElement;
        var builder = new CompletionBuilder(KeyRedactor.None);
        CompletionReader.Read(Encoding.UTF8.GetBytes(root.GetProperty("response").GetRawText()), builder); // a serializer would stop at 64 levels
        var requestId = root.TryGetProperty("request_id", out var id) ? id.GetString() : null;
        var completion = builder.Build(messages, requestId, clientMetrics: null);
        return new RecordedCompletion(completion, UpdateBoundaries.Read(root.TryGetProperty("updates", out var boundaries) ? boundaries : null, completion));
    }

    private static ReadOnlyMemory<byte> WriteUnsorted(string hash, byte[] body, ChatCompletion completion, IReadOnlyList<ChatUpdate>? updates)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, s_writeOptions))
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

            if (updates is not null)
            {
                json.WritePropertyName("updates");
                UpdateBoundaries.Write(json, updates);
            }

            json.WriteEndObject();
        }

        return new ReadOnlyMemory<byte>(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
