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
    private const long MaxLength = 256 * 1024 * 1024;

    private static readonly JsonWriterOptions s_writeOptions = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions s_compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Returns whether the file has one message per line.</summary>
    internal static bool HasLines(string path) =>
        path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes a conversation, with the key redacted. Overwrites an existing file only if it is a conversation.</summary>
    internal static void Write(string path, ChatMessage[] messages, Func<string, string> redact)
    {
        var content = redact(HasLines(path) ? string.Concat(ToLines(messages).Select(line => line + "\n")) : ToList(messages));
        Write(path, FileMode.OpenOrCreate, content, file => IsReplaceable(file, path) ? 0 : throw ChatErrors.OverwriteRefused(path));
    }

    /// <summary>Appends messages to a file with one message per line.</summary>
    internal static void Append(string path, IEnumerable<string> lines) => Write(path, FileMode.OpenOrCreate, string.Concat(lines.Select(line => line + "\n")), file => file.Length);

    /// <summary>Reads the conversation of a file, or creates an empty file if it does not exist.</summary>
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

    /// <summary>Returns the JSON of each message, without line breaks.</summary>
    internal static List<string> ToLines(ChatMessage[] messages)
    {
        using var body = JsonDocument.Parse(new ChatRequest { Messages = messages }.ToUtf8Json());
        return [.. body.RootElement.GetProperty("messages").EnumerateArray().Select(message => Utf8Json.WriteText(message.WriteTo, s_compact))];
    }

    private static string ToList(ChatMessage[] messages)
    {
        using var body = JsonDocument.Parse(new ChatRequest { Messages = messages }.ToUtf8Json());
        return Utf8Json.WriteText(body.RootElement.GetProperty("messages").WriteTo, s_writeOptions);
    }

    // The file is checked and written with the same handle, so that it cannot be replaced in between.
    private static void Write(string path, FileMode mode, string content, Func<FileStream, long> getLength)
    {
        try
        {
            using var file = LocalFile.Open(path, mode, FileAccess.ReadWrite);
            file.SetLength(getLength(file));
            file.Seek(0, SeekOrigin.End);
            var bytes = Encoding.UTF8.GetBytes(content);
            file.Write(bytes, 0, bytes.Length);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw ChatErrors.FileNotAccessible(path, error);
        }
    }

    /// <summary>Reads the conversation of a file.</summary>
    /// <exception cref="QubridInputException">The file cannot be read, or is not a conversation.</exception>
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
        catch (Exception error) when (IsFormatError(error))
        {
            throw ChatErrors.NotAConversationFile(path, error);
        }
    }

    private static bool IsFormatError(Exception error) => error is JsonException or XmlException or QubridInputException or InvalidOperationException or FormatException;

    private static ChatMessage[] Parse(string text) =>
        [.. (text.StartsWith("<", StringComparison.Ordinal) ? ReadObjects(text) : ReadJson(text)).SelectMany(ReadMessages)];

    // Reads only the reported length, because some files in /proc report 0 and never end.
    private static string ReadText(FileStream file)
    {
        if (file.Length > MaxLength)
        {
            throw new IOException($"The file is larger than {MaxLength / 1024 / 1024} MB.");
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

    // A file that contains anything but one conversation is not overwritten, because the rest would be lost.
    private static bool IsReplaceable(FileStream file, string path)
    {
        if (file.Length == 0)
        {
            return true;
        }

        try
        {
            var text = ReadText(file);
            return text.Trim() == "[]" || (Parse(text).Length > 0 && ContainsOnlyMessages(text, HasLines(path)));
        }
        catch (Exception error) when (IsFormatError(error))
        {
            return false;
        }
    }

    private static bool ContainsOnlyMessages(string text, bool hasLines)
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
