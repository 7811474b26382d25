using System.Text.Json;
using Qubrid.Client.Journal;
using Qubrid.Client.Security;
using Qubrid.Client.Serialization;

namespace Qubrid.Client;

/// <summary>
/// Answers that were had before, by the request that they answer. Holds places in the file, not answers. Where the same request was
/// made several times, its answers are given in their order.
/// </summary>
public sealed class RequestJournal
{
    // Enough to find what is meant, and no minutes of reading for a batch of misses.
    private const int MaxCompared = 1000;

    private readonly object _sync = new();
    private readonly Dictionary<string, Queue<(long Offset, int Length)>> _index = new(StringComparer.Ordinal);

    private RequestJournal(string path) => Path = path;

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Answers in the file that no request has asked for yet.</summary>
    public int Count
    {
        get
        {
            lock (_sync)
            {
                return _index.Values.Sum(entries => entries.Count);
            }
        }
    }

    /// <summary>Opens a journal, or begins one where there is no file.</summary>
    /// <exception cref="InvalidDataException">The file is something else.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped while another held the file.</exception>
    public static RequestJournal Open(string path, CancellationToken cancellationToken = default)
    {
        var journal = new RequestJournal(path);
        var other = 0;
        foreach (var (offset, line) in File.Exists(path) ? JournalFile.ReadLines(path, cancellationToken) : [])
        {
            if (JournalEntrySerializer.ReadHash(line) is { } hash)
            {
                journal.AddToIndex(hash, offset, line.Length);
            }
            else if (line.Length > 0)
            {
                other++;
            }
        }

        // A torn line or two beside good ones are what a crash leaves; nothing but other text is another file.
        return other > 0 && journal._index.Count == 0 && !IsTruncatedFirstLine(path, cancellationToken)
            ? throw new InvalidDataException("It holds no journal of requests but something else, and was left as it is.")
            : journal;
    }

    /// <summary>An answer to that request that was not taken yet, or null where there is none left.</summary>
    public ChatCall? TryTakeNext(ChatRequest request, CancellationToken cancellationToken = default) => FindNext(request, repeatLast: false, cancellationToken);

    /// <summary>Keeps an answer. When this returns, it is in the file; the client's key is not, even where the service echoed it.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Add(ChatRequest request, ChatCompletion completion, QubridClient client, CancellationToken cancellationToken = default) =>
        Add(request, completion, updates: null, client.Key, cancellationToken);

    internal void Add(ChatRequest request, ChatCompletion completion, IReadOnlyList<ChatUpdate>? updates, ApiKey key, CancellationToken cancellationToken = default)
    {
        request = RequestRedactor.Redact(request, key.CreateRedactor());
        var body = request.ToUtf8Json();
        var line = key.RedactJson(JournalEntrySerializer.Write(CanonicalJson.Hash(body), body, completion, updates));
        lock (_sync)
        {
            JournalFile.Append(Path, line, cancellationToken);
        }
    }

    /// <summary>An answer to that request, or null where there is none: each once, and then the last of them again.</summary>
    internal ChatCall? TryReplay(ChatRequest request) => FindNext(request, repeatLast: true, CancellationToken.None);

    /// <summary>Says by what the request differs from the recorded one that is most like it.</summary>
    internal string DescribeClosest(ChatRequest request)
    {
        using var requested = JsonDocument.Parse(request.ToUtf8Json());
        var recorded = File.Exists(Path) ? JournalFile.ReadLines(Path).Select((line, entry) => (line.Line, Number: entry + 1)) : [];
        return ClosestRequestDescriber.Describe(
            recorded.Where(line => JournalEntrySerializer.ReadHash(line.Line) is not null)
                .Take(MaxCompared)
                .Select(line => (line.Number, JournalEntrySerializer.ReadRequest(line.Line))),
            FlattenedRequest.Parse(requested.RootElement));
    }

    private ReplayedChatCall? FindNext(ChatRequest request, bool repeatLast, CancellationToken cancellationToken)
    {
        if (_index.Count == 0)
        {
            return null; // a new file: no request needs its hash yet
        }

        var hash = CanonicalJson.Hash(request.ToUtf8Json());
        (long Offset, int Length) entry;
        lock (_sync)
        {
            if (!_index.TryGetValue(hash, out var entries) || entries.Count == 0)
            {
                return null;
            }

            entry = repeatLast && entries.Count == 1 ? entries.Peek() : entries.Dequeue();
        }

        return new ReplayedChatCall(JournalEntrySerializer.ReadCompletion(JournalFile.ReadLineAt(Path, entry.Offset, entry.Length, cancellationToken), request.Messages));
    }

    private void AddToIndex(string hash, long offset, int length)
    {
        if (!_index.TryGetValue(hash, out var entries))
        {
            _index[hash] = entries = new Queue<(long, int)>();
        }

        entries.Enqueue((offset, length));
    }

    // A crash in the very first line leaves the start of an entry.
    private static bool IsTruncatedFirstLine(string path, CancellationToken cancellationToken)
    {
        var start = new byte[8];
        using var file = JournalFile.OpenForReading(path, cancellationToken);
        var read = file.Read(start, 0, start.Length);
        return "{\"hash\":"u8.StartsWith(start.AsSpan(0, read)) && read > 0;
    }
}
