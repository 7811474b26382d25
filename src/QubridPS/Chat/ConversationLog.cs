using Qubrid.Client;

namespace QubridPS.Chat;

/// <summary>
/// Saves a conversation to a file after each turn. New messages are appended to a JSON Lines file (.jsonl, .ndjson), which stays readable
/// after a crash. Any other file is a JSON list, which is rewritten.
/// </summary>
internal sealed class ConversationLog
{
    private readonly List<string> _written = [];
    private readonly Func<string, string> _redact;

    private ConversationLog(string path, Func<string, string> redact) => (Path, _redact) = (path, redact);

    internal string Path { get; }

    /// <summary>Opens a conversation file and returns its messages, or creates an empty file.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="redact">Redacts the API key in the text that is written.</param>
    /// <param name="messages">The messages in the file.</param>
    internal static ConversationLog Open(string path, Func<string, string> redact, out ChatMessage[] messages)
    {
        messages = ConversationFile.ReadOrCreate(path);
        return new ConversationLog(path, redact);
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
            ConversationFile.Append(Path, lines.Skip(_written.Count).Select(_redact));
        }
        else
        {
            ConversationFile.Write(Path, messages, _redact);
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
