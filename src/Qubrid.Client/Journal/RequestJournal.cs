using Qubrid.Client.Journal;

namespace Qubrid.Client;

/// <summary>
/// Answers that were had before, by the request that they answer. Holds places in the file, not answers. Where the same request was
/// made several times, each of its answers is given once.
/// </summary>
public sealed class RequestJournal
{
    private readonly string _path;
    private readonly object _sync = new();
    private readonly Dictionary<string, Queue<(long Offset, int Length)>> _known = new(StringComparer.Ordinal);

    private RequestJournal(string path) => _path = path;

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
    public static RequestJournal Open(string path)
    {
        var journal = new RequestJournal(path);
        var other = 0;
        foreach (var (offset, line) in File.Exists(path) ? JournalFile.ReadLines(path) : [])
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
        return other > 0 && journal._known.Count == 0 && !LooksTorn(path)
            ? throw new InvalidDataException("It holds no journal of requests but something else, and was left as it is.")
            : journal;
    }

    /// <summary>An answer to that request, or null where there is none left.</summary>
    public ChatCompletion? Take(ChatRequest request)
    {
        (long Offset, int Length) place;
        lock (_sync)
        {
            if (!_known.TryGetValue(CanonicalRequest.Hash(request.ToUtf8Json()), out var places) || places.Count == 0)
            {
                return null;
            }

            place = places.Dequeue();
        }

        return JournalEntry.ReadCompletion(JournalFile.ReadLineAt(_path, place.Offset, place.Length), request.Messages);
    }

    /// <summary>Keeps an answer. When this returns, it is in the file; the client's key is not, even where the service echoed it.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Add(ChatRequest request, ChatCompletion completion, QubridClient client)
    {
        var body = request.ToUtf8Json();
        var line = client.StrikeOutKey(JournalEntry.Write(CanonicalRequest.Hash(body), body, completion));
        lock (_sync)
        {
            JournalFile.Append(_path, line);
        }
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
    private static bool LooksTorn(string path)
    {
        var start = new byte[8];
        using var file = JournalFile.OpenToRead(path);
        var read = file.Read(start, 0, start.Length);
        return "{\"hash\":"u8.StartsWith(start.AsSpan(0, read)) && read > 0;
    }
}
