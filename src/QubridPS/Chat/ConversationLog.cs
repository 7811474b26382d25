using Qubrid.Client;

namespace QubridPS.Chat;

/// <summary>
/// Keeps a conversation in a file as it grows. JSON Lines (.jsonl, .ndjson): what is new is appended, and what a crash leaves can be read. Any
/// other file is a JSON list, which is written anew.
/// </summary>
internal sealed class ConversationLog
{
    private readonly List<string> _written = [];

    private readonly Func<string, string> _redact;

    private ConversationLog(string path, Func<string, string> redact) => (Path, _redact) = (path, redact);

    internal string Path { get; }

    /// <summary>Opens a file that holds a conversation, or creates an empty one. What it holds is returned as well.</summary>
    internal static ConversationLog Open(string path, Func<string, string> redact, out ChatMessage[] messages)
    {
        messages = ConversationFile.ReadOrCreate(path);
        return new ConversationLog(path, redact);
    }

    /// <summary>Writes what the file does not hold yet. Where the conversation goes on otherwise than the file, the file is written anew.</summary>
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

    /// <summary>Returns a path for a new file at the location.</summary>
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
