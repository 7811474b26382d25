using System.Text.Json;
using Qubrid.Client.Journal;
using Qubrid.Client.Security;

namespace Qubrid.Client;

/// <summary>
/// Represents a file of recorded requests and completions, indexed by the hash of the request. Only offsets in the file are held in memory. The
/// completions of equal requests are returned in the order in which they were recorded. Thread-safe.
/// </summary>
public sealed class RequestJournal
{
    // Limits the time of the search for the closest request, also for a batch of misses.
    private const int MaxCompared = 1000;

    private readonly object _sync = new();
    private readonly Dictionary<string, Queue<(long Offset, int Length)>> _index = new(StringComparer.Ordinal);

    private RequestJournal(string path) => Path = path;

    /// <summary>Gets the path of the file.</summary>
    public string Path { get; }

    /// <summary>Gets the number of recorded completions that were not taken yet. Completions that are recorded after the file was opened are not counted.</summary>
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

    /// <summary>Opens a journal. If the file does not exist, the first recorded completion creates it.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="cancellationToken">Cancels reading, and waiting for a file that another process has locked.</param>
    /// <exception cref="InvalidDataException">The file is not a journal.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The caller canceled the method.</exception>
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

        // Truncated lines next to valid ones remain after a crash. A file with no valid line is not a journal.
        return other > 0 && journal._index.Count == 0 && !IsTruncatedFirstLine(path, cancellationToken)
            ? throw new InvalidDataException("The file is not a journal of requests. It was not changed.")
            : journal;
    }

    /// <summary>Returns a call with the next completion of the request that was not taken yet, or null if there is none.</summary>
    /// <param name="request">The request; <see cref="ChatRequest.Stream"/> is ignored.</param>
    /// <param name="cancellationToken">Cancels waiting for a file that another process has locked.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The caller canceled the method.</exception>
    public ChatCall? TryTakeNext(ChatRequest request, CancellationToken cancellationToken = default) => FindNext(request, repeatLast: false, cancellationToken);

    /// <summary>Appends a completion to the file, with the key redacted.</summary>
    internal void Add(ChatRequest request, ChatCompletion completion, IReadOnlyList<ChatUpdate>? updates, ApiKey key, CancellationToken cancellationToken = default)
    {
        var body = request.ToUtf8Json();
        var line = key.RedactJson(JournalEntrySerializer.Write(CanonicalJson.Hash(body), body, completion, updates));
        lock (_sync)
        {
            JournalFile.Append(Path, line, cancellationToken);
        }
    }

    /// <summary>Returns a call with the next completion of the request, or null if there is none. The last one is returned repeatedly.</summary>
    internal ChatCall? TryReplay(ChatRequest request) => FindNext(request, repeatLast: true, CancellationToken.None);

    /// <summary>Describes how the request differs from the closest recorded one.</summary>
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
            return null; // no hash needs to be computed
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

    // A crash while the first line was written leaves the start of an entry.
    private static bool IsTruncatedFirstLine(string path, CancellationToken cancellationToken)
    {
        var start = new byte[8];
        using var file = JournalFile.OpenForReading(path, cancellationToken);
        var read = file.Read(start, 0, start.Length);
        return "{\"hash\":"u8.StartsWith(start.AsSpan(0, read)) && read > 0;
    }
}
