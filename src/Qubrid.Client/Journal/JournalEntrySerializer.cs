using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Qubrid.Client.Security;
using Qubrid.Client.Serialization;

namespace Qubrid.Client.Journal;

/// <summary>
/// Serializes the lines of a journal: {"hash":...,"request":{...},"request_id":...,"response":{...},"updates":[...]}. Names are sorted and there is
/// no local time, so that equal requests and completions are equal lines.
/// </summary>
internal static class JournalEntrySerializer
{
    // More than the limits for writing requests and reading responses.
    private const int MaxDepth = 512;

    internal static readonly JsonDocumentOptions ReadOptions = new() { MaxDepth = MaxDepth };
    private static readonly JsonWriterOptions s_writeOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaxDepth };

    /// <summary>Returns the line, without a line feed.</summary>
    internal static byte[] Write(string hash, byte[] body, ChatCompletion completion, IReadOnlyList<ChatUpdate>? updates)
    {
        using var entry = JsonDocument.Parse(WriteUnsorted(hash, body, completion, updates), ReadOptions);
        return Utf8Json.Write(json => CanonicalJson.Write(json, entry.RootElement), s_writeOptions);
    }

    /// <summary>
    /// Returns the body of a request with the key redacted, in the canonical form of the file, so that it does not matter how the body escapes
    /// a character. If <paramref name="key"/> is null, the body is returned unchanged.
    /// </summary>
    internal static byte[] RedactBody(byte[] body, ApiKey? key)
    {
        if (key is null)
        {
            return body;
        }

        using var document = JsonDocument.Parse(body, ReadOptions);
        return key.RedactJson(Utf8Json.Write(json => CanonicalJson.Write(json, document.RootElement), s_writeOptions));
    }

    /// <summary>Returns the recorded request.</summary>
    internal static FlattenedRequest ReadRequest(ReadOnlyMemory<byte> line)
    {
        using var entry = JsonDocument.Parse(line, ReadOptions);
        return FlattenedRequest.Parse(entry.RootElement.GetProperty("request"));
    }

    /// <summary>Returns the recorded completion for a request with the given messages.</summary>
    internal static RecordedCompletion ReadCompletion(ReadOnlyMemory<byte> line, IReadOnlyList<ChatMessage> messages)
    {
        using var entry = JsonDocument.Parse(line, ReadOptions);
        var root = entry.RootElement;
        var builder = new CompletionBuilder(KeyRedactor.None);

        // The raw text, because JsonSerializer is limited to 64 levels.
        CompletionReader.Read(Encoding.UTF8.GetBytes(root.GetProperty("response").GetRawText()), builder);
        var requestId = root.TryGetProperty("request_id", out var id) ? id.GetString() : null;
        var completion = builder.Build(messages, requestId, clientMetrics: null);
        return new RecordedCompletion(completion, UpdateBoundaries.Read(root.TryGetProperty("updates", out var boundaries) ? boundaries : null, completion));
    }

    private static byte[] WriteUnsorted(string hash, byte[] body, ChatCompletion completion, IReadOnlyList<ChatUpdate>? updates) => Utf8Json.Write(
        json =>
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
        },
        s_writeOptions);
}
