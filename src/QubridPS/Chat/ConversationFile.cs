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
/// Reads and writes conversation files: a JSON list of messages, or with the extension .jsonl or .ndjson one message per line. Also reads
/// request bodies and the output of Export-Clixml.
/// </summary>
internal static class ConversationFile
{
    private static readonly JsonWriterOptions s_writeOptions = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions s_compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Returns whether the file has one message per line.</summary>
    internal static bool HasLines(string path) =>
        path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes a conversation. Overwrites an existing file only if it is a conversation.</summary>
    internal static void Write(string path, ChatMessage[] messages)
    {
        if (File.Exists(path) && !IsConversation(path))
        {
            throw ChatErrors.OverwriteRefused(path);
        }

        var content = HasLines(path) ? string.Concat(ToLines(messages).Select(line => line + "\n")) : ToList(messages);
        Write(path, FileMode.Create, content);
    }

    /// <summary>Appends messages to a file with one message per line.</summary>
    internal static void Append(string path, IEnumerable<string> lines) => Write(path, FileMode.Append, string.Concat(lines.Select(line => line + "\n")));

    /// <summary>Reads the conversation of a file, or creates an empty file if it does not exist.</summary>
    internal static ChatMessage[] ReadOrCreate(string path)
    {
        if (!File.Exists(path))
        {
            Write(path, FileMode.CreateNew, "");
        }

        try
        {
            return new FileInfo(path).Length == 0 ? [] : Read(path);
        }
        catch (QubridInputException error) when (error.InnerException is not (IOException or UnauthorizedAccessException))
        {
            throw ChatErrors.OverwriteRefused(path);
        }
    }

    /// <summary>Returns the JSON of each message, without line breaks.</summary>
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

    private static void Write(string path, FileMode mode, string content)
    {
        try
        {
            using var file = Open(path, mode);
            var bytes = Encoding.UTF8.GetBytes(content);
            file.Write(bytes, 0, bytes.Length);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw ChatErrors.FileNotAccessible(path, error);
        }
    }

    // A conversation can contain confidential data, so that a new file is readable by its owner only.
    private static FileStream Open(string path, FileMode mode)
    {
#if NET
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
#else
        return new FileStream(path, mode, FileAccess.Write);
#endif
    }

    /// <summary>Reads the conversation of a file.</summary>
    /// <exception cref="QubridInputException">The file cannot be read, or is not a conversation.</exception>
    internal static ChatMessage[] Read(string path)
    {
        try
        {
            var text = File.ReadAllText(path);
            return [.. (text.StartsWith("<", StringComparison.Ordinal) ? ReadObjects(text) : ReadJson(text)).SelectMany(ReadMessages)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw ChatErrors.FileNotAccessible(path, error);
        }
        catch (Exception error) when (error is JsonException or XmlException or QubridInputException or InvalidOperationException)
        {
            throw ChatErrors.NotAConversationFile(path, error);
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

    // The last line can be incomplete if the process that wrote it was terminated.
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
            catch (JsonException) when (index > 0 && index == lines.Count - 1)
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
