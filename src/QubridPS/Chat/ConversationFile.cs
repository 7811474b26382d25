using System.Collections;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;
using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Errors;
using QubridPS.Input;
using QubridPS.Schemas;

namespace QubridPS.Chat;

/// <summary>
/// A conversation in a file: the wire's messages as a JSON list, or with the extension .jsonl or .ndjson one a line. Reads also a request's
/// body, and what Export-Clixml wrote.
/// </summary>
internal static class ConversationFile
{
    private static readonly JsonWriterOptions s_writeOptions = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private const long MaxLength = 256 * 1024 * 1024;
    private static readonly JsonWriterOptions s_compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether the file has a message a line.</summary>
    internal static bool HasLines(string path) =>
        path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes it, over a former conversation too but over nothing else.</summary>
    internal static void Write(string path, ChatMessage[] messages, Func<string, string> redact)
    {
        var content = redact(HasLines(path) ? string.Concat(ToLines(messages).Select(line => line + "\n")) : ToList(messages));
        Write(path, FileMode.OpenOrCreate, content, file => IsReplaceable(file, path) ? 0 : throw ChatErrors.OverwriteRefused(path));
    }

    /// <summary>Appends messages to a file with lines.</summary>
    internal static void Append(string path, IEnumerable<string> lines) => Write(path, FileMode.OpenOrCreate, string.Concat(lines.Select(line => line + "\n")), file => file.Length);

    /// <summary>Reads the conversation of a file, or creates an empty file where there is none.</summary>
    internal static ChatMessage[] ReadOrCreate(string path)
    {
        if (!File.Exists(path))
        {
            Write(path, FileMode.CreateNew, "", _ => 0);
        }

        try
        {
            var messages = Read(path);
            using var file = LocalFile.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return IsReplaceable(file, path) ? messages : throw ChatErrors.OverwriteRefused(path);
        }
        catch (QubridInputException error) when (error.InnerException is not (IOException or UnauthorizedAccessException))
        {
            throw ChatErrors.OverwriteRefused(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw ChatErrors.FileNotAccessible(path, error);
        }
    }

    /// <summary>Returns each message as a line of JSON.</summary>
    internal static List<string> ToLines(ChatMessage[] messages)
    {
        using var body = JsonDocument.Parse(new ChatRequest { Messages = messages }.ToUtf8Json());
        return [.. body.RootElement.GetProperty("messages").EnumerateArray().Select(message => ToText(message, s_compact))];
    }

    private static string ToList(ChatMessage[] messages)
    {
        using var body = JsonDocument.Parse(new ChatRequest { Messages = messages }.ToUtf8Json());
        return ToText(body.RootElement.GetProperty("messages"), s_writeOptions);
    }

    private static string ToText(JsonElement element, JsonWriterOptions options)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            element.WriteTo(json);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    // The file that was checked is the file that is written.
    private static void Write(string path, FileMode mode, string content, Func<FileStream, long> findStart)
    {
        try
        {
            using var file = LocalFile.Open(path, mode, FileAccess.ReadWrite);
            file.SetLength(findStart(file));
            file.Seek(0, SeekOrigin.End);
            var bytes = Encoding.UTF8.GetBytes(content);
            file.Write(bytes, 0, bytes.Length);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw ChatErrors.FileNotAccessible(path, error);
        }
    }

    internal static ChatMessage[] Read(string path)
    {
        try
        {
            using var file = LocalFile.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return Parse(ReadText(file));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw ChatErrors.FileNotAccessible(path, error);
        }
        catch (Exception error) when (IsNoConversation(error))
        {
            throw ChatErrors.NotAConversationFile(path, error);
        }
    }

    private static bool IsNoConversation(Exception error) => error is JsonException or XmlException or QubridInputException or InvalidOperationException or FormatException;

    private static ChatMessage[] Parse(string text) =>
        [.. (text.StartsWith("<", StringComparison.Ordinal) ? ReadObjects(text) : ReadJson(text)).SelectMany(ReadMessages)];

    // Files of /proc can have no length and no end: no more is read than the length says.
    private static string ReadText(FileStream file)
    {
        if (file.Length > MaxLength)
        {
            throw new IOException($"It is larger than {MaxLength / 1024 / 1024} MB.");
        }

        var bytes = new byte[file.Length];
        var count = 0;
        file.Seek(0, SeekOrigin.Begin);
        while (count < bytes.Length && file.Read(bytes, count, bytes.Length - count) is > 0 and var read)
        {
            count += read;
        }

        using var reader = new StreamReader(new MemoryStream(bytes, 0, count), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    // What is lost by writing the messages is more than messages, or another conversation, so such a file stays.
    private static bool IsReplaceable(FileStream file, string path)
    {
        if (file.Length == 0)
        {
            return true;
        }

        try
        {
            var text = ReadText(file);
            return text.Trim() == "[]" || (Parse(text).Length > 0 && HoldsOnlyMessages(text, HasLines(path)));
        }
        catch (Exception error) when (IsNoConversation(error))
        {
            return false;
        }
    }

    private static bool HoldsOnlyMessages(string text, bool hasLines)
    {
        if (text.StartsWith("<", StringComparison.Ordinal))
        {
            return ReadObjects(text).Count(item => item is not null && MessageReader.TryReadConversation(PSObject.AsPSObject(item)) is not null) <= 1;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("messages", out _) || document.RootElement.EnumerateObject().Count() == 1;
        }
        catch (JsonException)
        {
            return hasLines;
        }
    }

    private static List<object?> ReadJson(string text)
    {
        try
        {
            return ReadDocument(text);
        }
        catch (JsonException)
        {
            return ReadLines(text);
        }
    }

    private static List<object?> ReadDocument(string text)
    {
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        var list = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("messages", out var messages) ? messages : root;
        return list.ValueKind == JsonValueKind.Object ? [JsonToPSObject.Read(list)] : [.. list.EnumerateArray().Select(JsonToPSObject.Read)];
    }

    // The last line may be torn: the process that wrote it had ended.
    private static List<object?> ReadLines(string text)
    {
        var lines = text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
        var read = new List<object?>();
        for (var index = 0; index < lines.Count; index++)
        {
            try
            {
                using var document = JsonDocument.Parse(lines[index]);
                read.Add(JsonToPSObject.Read(document.RootElement));
            }
            catch (JsonException) when (index > 0 && index == lines.Count - 1 && lines[index][0] == '{')
            {
                break;
            }
        }

        return read;
    }

    private static IEnumerable<object?> ReadObjects(string text) => PSObjectReader.Unwrap(PSSerializer.Deserialize(text)) switch
    {
        IList items => items.Cast<object?>(),
        var single => [single],
    };

    private static IEnumerable<ChatMessage> ReadMessages(object? item) =>
        item is not null && MessageReader.TryReadConversation(PSObject.AsPSObject(item)) is { } conversation ? conversation : [MessageReader.Read(item)];
}
