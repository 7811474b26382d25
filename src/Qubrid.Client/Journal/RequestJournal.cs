using System.Text.Json;
using Qubrid.Client.Journal;
using Qubrid.Client.Security;
using Qubrid.Client.Serialization;

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

    /// <summary>
    /// Gets the number of entries that are not used because their line was changed: the hash does not match the request, or a value has the
    /// wrong type.
    /// </summary>
    public int DamagedCount { get; private set; }

    /// <summary>Opens a journal. If the file does not exist, the first recorded completion creates it.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="cancellationToken">Cancels reading, and waiting for a file that another process has locked.</param>
    /// <exception cref="InvalidDataException">The file is not a journal.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The caller canceled the method.</exception>
    public static RequestJournal Open(string path, CancellationToken cancellationToken = default)
    {
        LocalFile.EnsureRegular(path);
        var journal = new RequestJournal(path);
        foreach (var line in File.Exists(path) ? JournalScanner.Scan(path, cancellationToken) : [])
        {
            if (line.Kind == JournalLineKind.Entry)
            {
                journal.AddToIndex(line.Hash, line.Offset, line.Bytes.Length);
            }
            else if (line.Kind == JournalLineKind.Damaged)
            {
                journal.DamagedCount++;
            }
        }

        return journal;
    }

    /// <summary>Returns a call with the next completion of the request that was not taken yet, or null if there is none.</summary>
    /// <param name="request">The request; <see cref="ChatRequest.Stream"/> is ignored.</param>
    /// <param name="cancellationToken">Cancels waiting for a file that another process has locked.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The caller canceled the method.</exception>
    public ChatCall? TryTakeNext(ChatRequest request, CancellationToken cancellationToken = default) => TryTakeNext(request, key: null, cancellationToken);

    /// <summary>Returns a call as <see cref="TryTakeNext(ChatRequest, CancellationToken)"/> does. The key is redacted in the request, as in the file.</summary>
    internal ChatCall? TryTakeNext(ChatRequest request, ApiKey? key, CancellationToken cancellationToken) => FindNext(request, key, repeatLast: false, cancellationToken);

    /// <summary>Appends a completion to the file, with the key redacted.</summary>
    internal void Add(ChatRequest request, ChatCompletion completion, IReadOnlyList<ChatUpdate>? updates, ApiKey key, CancellationToken cancellationToken = default)
    {
        var body = JournalEntrySerializer.RedactBody(request.ToUtf8Json(), key); // the hash is that of the recorded request
        var line = key.RedactJson(JournalEntrySerializer.Write(CanonicalJson.Hash(body), body, completion, updates, DateTimeOffset.UtcNow));
        lock (_sync)
        {
            JournalFile.Append(Path, line, cancellationToken);
        }
    }

    /// <summary>Returns a call with the next completion of the request, or null if there is none. The last one is returned repeatedly.</summary>
    internal ChatCall? TryReplay(ChatRequest request, ApiKey key) => FindNext(request, key, repeatLast: true, CancellationToken.None);

    /// <summary>Describes how the request differs from the closest recorded one.</summary>
    internal string DescribeClosest(ChatRequest request)
    {
        using var requested = JsonDocument.Parse(request.ToUtf8Json(), JournalEntrySerializer.ReadOptions);
        var recorded = File.Exists(Path) ? JournalFile.ReadLines(Path) : [];
        return ClosestRequestDescriber.Describe(
            recorded.Where(line => JournalLineReader.Read(line.Bytes, out _) == JournalLineKind.Entry)
                .Take(MaxCompared)
                .Select(line => (line.Number, JournalEntrySerializer.ReadRequest(line.Bytes))),
            FlattenedRequest.Parse(requested.RootElement));
    }

    private ReplayedChatCall? FindNext(ChatRequest request, ApiKey? key, bool repeatLast, CancellationToken cancellationToken)
    {
        if (_index.Count == 0)
        {
            return null; // no hash needs to be computed
        }

        var hash = CanonicalJson.Hash(JournalEntrySerializer.RedactBody(request.ToUtf8Json(), key));
        while (TryTakeEntry(hash, repeatLast, out var entry))
        {
            var line = JournalFile.ReadLineAt(Path, entry.Offset, entry.Length, cancellationToken);
            if (TryReadCompletion(line, hash, request) is { } completion)
            {
                return new ReplayedChatCall(completion);
            }

            RemoveDamagedEntry(hash, entry);
        }

        return null;
    }

    private bool TryTakeEntry(string hash, bool repeatLast, out (long Offset, int Length) entry)
    {
        lock (_sync)
        {
            if (!_index.TryGetValue(hash, out var entries) || entries.Count == 0)
            {
                entry = default;
                return false;
            }

            entry = repeatLast && entries.Count == 1 ? entries.Peek() : entries.Dequeue();
            return true;
        }
    }

    // The last entry remains in the queue to be replayed again, which a damaged one must not.
    private void RemoveDamagedEntry(string hash, (long Offset, int Length) entry)
    {
        lock (_sync)
        {
            DamagedCount++;
            if (_index[hash] is { Count: 1 } entries && entries.Peek() == entry)
            {
                entries.Dequeue();
            }
        }
    }

    // The file can be changed after it was opened.
    private static RecordedCompletion? TryReadCompletion(ReadOnlyMemory<byte> line, string hash, ChatRequest request)
    {
        try
        {
            return JournalLineReader.Read(line, out var recordedHash) == JournalLineKind.Entry && recordedHash == hash
                ? JournalEntrySerializer.ReadCompletion(line, request.Messages)
                : null;
        }
        catch (Exception error) when (JournalLineReader.IsInvalidText(error))
        {
            return null;
        }
    }

    private void AddToIndex(string hash, long offset, int length)
    {
        if (!_index.TryGetValue(hash, out var entries))
        {
            _index[hash] = entries = new Queue<(long, int)>();
        }

        entries.Enqueue((offset, length));
    }
}
