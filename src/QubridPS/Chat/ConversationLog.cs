using Qubrid.Client;

namespace QubridPS.Chat;

/// <summary>
/// Saves a conversation to a file after each turn. New messages are appended to a JSON Lines file (.jsonl, .ndjson), which stays readable
/// after a crash. Any other file is a JSON list, which is rewritten.
/// </summary>
internal sealed class ConversationLog
{
    private readonly List<string> _written = [];

    private ConversationLog(string path) => Path = path;

    internal string Path { get; }

    /// <summary>Opens a conversation file and returns its messages, or creates an empty file.</summary>
    internal static ConversationLog Open(string path, out ChatMessage[] messages)
    {
        messages = ConversationFile.ReadOrCreate(path);
        return new ConversationLog(path);
    }

    /// <summary>Writes the messages that the file does not contain yet. If earlier messages changed, the file is rewritten.</summary>
    internal void Save(ChatMessage[] messages)
    {
        var lines = ConversationFile.ToLines(messages);
        if (_written.Count > 0 && lines.SequenceEqual(_written))
        {
            return;
        }

        if (ConversationFile.HasLines(Path) && _written.Count > 0 && lines.Count > _written.Count && lines.Take(_written.Count).SequenceEqual(_written))
        {
            ConversationFile.Append(Path, lines.Skip(_written.Count));
        }
        else
        {
            ConversationFile.Write(Path, messages);
        }

        _written.Clear();
        _written.AddRange(lines);
    }

    /// <summary>Returns the path of a new file in the current location.</summary>
    internal static string CreatePath(SessionState session)
    {
        var folder = session.Path.CurrentFileSystemLocation.ProviderPath;
        var name = FormattableString.Invariant($"QubridChat-{DateTime.Now:yyyyMMdd-HHmmss}");
        var path = System.IO.Path.Combine(folder, name + ".jsonl");
        for (var number = 2; File.Exists(path); number++)
        {
            path = System.IO.Path.Combine(folder, $"{name}-{number}.jsonl");
        }

        return path;
    }
}
