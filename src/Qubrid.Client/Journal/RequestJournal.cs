using System.Text.Json;
using Qubrid.Client.Http;
using Qubrid.Client.Journal;

namespace Qubrid.Client;

/// <summary>
/// Answers that were had before, by the request that they answer. Holds places in the file, not answers. Where the same request was
/// made several times, its answers are given in their order.
/// </summary>
public sealed class RequestJournal
{
    // Enough to find what is meant, and no minutes of reading for a batch of misses.
    private const int MostCompared = 1000;

    private readonly object _sync = new();
    private readonly Dictionary<string, Queue<(long Offset, int Length)>> _known = new(StringComparer.Ordinal);

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
                return _known.Values.Sum(places => places.Count);
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
            if (JournalEntry.ReadHash(line) is { } hash)
            {
                journal.Know(hash, offset, line.Length);
            }
            else if (line.Length > 0)
            {
                other++;
            }
        }

        // A torn line or two beside good ones are what a crash leaves; nothing but other text is another file.
        return other > 0 && journal._known.Count == 0 && !LooksTorn(path, cancellationToken)
            ? throw new InvalidDataException("It holds no journal of requests but something else, and was left as it is.")
            : journal;
    }

    /// <summary>An answer to that request that was not taken yet, or null where there is none left.</summary>
    public ChatCall? Take(ChatRequest request, CancellationToken cancellationToken = default) => Find(request, isLastKept: false, cancellationToken);

    /// <summary>Keeps an answer. When this returns, it is in the file; the client's key is not, even where the service echoed it.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Add(ChatRequest request, ChatCompletion completion, QubridClient client, CancellationToken cancellationToken = default) =>
        Add(request, completion, updates: null, client.Key, cancellationToken);

    internal void Add(ChatRequest request, ChatCompletion completion, IReadOnlyList<ChatUpdate>? updates, ApiKey key, CancellationToken stop = default)
    {
        var body = request.ToUtf8Json();
        var line = key.StrikeOutJson(JournalEntry.Write(CanonicalJson.Hash(body), body, completion, updates));
        lock (_sync)
        {
            JournalFile.Append(Path, line, stop);
        }
    }

    /// <summary>An answer to that request, or null where there is none: each once, and then the last of them again.</summary>
    internal ChatCall? Recall(ChatRequest request) => Find(request, isLastKept: true, CancellationToken.None);

    /// <summary>Says by what the request differs from the recorded one that is most like it.</summary>
    internal string DescribeNearest(ChatRequest request)
    {
        using var asked = JsonDocument.Parse(request.ToUtf8Json());
        var recorded = File.Exists(Path) ? JournalFile.ReadLines(Path).Select((line, place) => (line.Line, Number: place + 1)) : [];
        return NearestRequest.Describe(
            recorded.Where(line => JournalEntry.ReadHash(line.Line) is not null)
                .Take(MostCompared)
                .Select(line => (line.Number, JournalEntry.ReadRequest(line.Line))),
            RequestFacts.Of(asked.RootElement));
    }

    private KeptCall? Find(ChatRequest request, bool isLastKept, CancellationToken stop)
    {
        if (_known.Count == 0)
        {
            return null; // a new file: no request needs its hash yet
        }

        var hash = CanonicalJson.Hash(request.ToUtf8Json());
        (long Offset, int Length) place;
        lock (_sync)
        {
            if (!_known.TryGetValue(hash, out var places) || places.Count == 0)
            {
                return null;
            }

            place = isLastKept && places.Count == 1 ? places.Peek() : places.Dequeue();
        }

        return new KeptCall(JournalEntry.ReadAnswer(JournalFile.ReadLineAt(Path, place.Offset, place.Length, stop), request.Messages));
    }

    private void Know(string hash, long offset, int length)
    {
        if (!_known.TryGetValue(hash, out var places))
        {
            _known[hash] = places = new Queue<(long, int)>();
        }

        places.Enqueue((offset, length));
    }

    // A crash in the very first line leaves the start of an entry.
    private static bool LooksTorn(string path, CancellationToken stop)
    {
        var start = new byte[8];
        using var file = JournalFile.OpenToRead(path, stop);
        var read = file.Read(start, 0, start.Length);
        return "{\"hash\":"u8.StartsWith(start.AsSpan(0, read)) && read > 0;
    }
}
