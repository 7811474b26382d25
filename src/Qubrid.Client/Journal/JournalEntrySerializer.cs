using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Qubrid.Client.Security;
using Qubrid.Client.Serialization;

namespace Qubrid.Client.Journal;

/// <summary>
/// Serializes the lines of a journal: {"hash":...,"request":{...},"request_id":...,"response":{...},"time":...,"updates":[...]}. Names
/// are sorted, so that the lines of equal requests and completions differ only in the time (UTC, ISO 8601).
/// </summary>
internal static class JournalEntrySerializer
{
    // More than the limits for writing requests and reading responses.
    private const int MaxDepth = 512;

    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    internal static readonly JsonDocumentOptions ReadOptions = new() { MaxDepth = MaxDepth };
    private static readonly JsonWriterOptions s_writeOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaxDepth };

    /// <summary>Returns the line, without a line feed.</summary>
    internal static byte[] Write(
        string hash, byte[] body, ChatCompletion completion, IReadOnlyList<ChatUpdate>? updates, DateTimeOffset time)
    {
        using var entry = JsonDocument.Parse(WriteUnsorted(hash, body, completion, updates, time), ReadOptions);
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
        var completion = ReadCompletion(root, messages);
        JsonElement? updates = root.TryGetProperty("updates", out var boundaries) ? boundaries : null;
        return new RecordedCompletion(completion, UpdateBoundaries.Read(updates, completion));
    }

    /// <summary>Returns the recorded exchange.</summary>
    internal static JournalEntry ReadEntry(ReadOnlyMemory<byte> line, string path, int number)
    {
        using var entry = JsonDocument.Parse(line, ReadOptions);
        var request = entry.RootElement.GetProperty("request");
        var messages = RequestMessageReader.Read(request);
        var completion = ReadCompletion(entry.RootElement, messages);
        return new JournalEntry
        {
            Time = ReadTime(entry.RootElement),
            Model = completion.Model ?? RequestMessageReader.ReadText(request, "model"),
            Prompt = messages.LastOrDefault(message => message.Role == ChatRoles.User)?.Content,
            Completion = completion,
            Path = path,
            Line = number,
        };
    }

    private static ChatCompletion ReadCompletion(JsonElement entry, IReadOnlyList<ChatMessage> messages)
    {
        var builder = new CompletionBuilder(KeyRedactor.None);

        // The raw text, because JsonSerializer is limited to 64 levels.
        CompletionReader.Read(Encoding.UTF8.GetBytes(entry.GetProperty("response").GetRawText()), builder);
        return builder.Build(messages, RequestMessageReader.ReadText(entry, "request_id"), clientMetrics: null);
    }

    // Journals of earlier versions contain no time.
    private static DateTimeOffset? ReadTime(JsonElement entry) =>
        entry.TryGetProperty("time", out var time) && time.ValueKind == JsonValueKind.String && time.TryGetDateTimeOffset(out var recorded)
            ? recorded.ToUniversalTime()
            : null;

    private static byte[] WriteUnsorted(
        string hash, byte[] body, ChatCompletion completion, IReadOnlyList<ChatUpdate>? updates, DateTimeOffset time) => Utf8Json.Write(
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

            json.WriteString("time", time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));
            if (updates is not null)
            {
                json.WritePropertyName("updates");
                UpdateBoundaries.Write(json, updates);
            }

            json.WriteEndObject();
        },
        s_writeOptions);
}
