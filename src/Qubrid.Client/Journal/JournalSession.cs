using Qubrid.Client.Security;

namespace Qubrid.Client.Journal;

/// <summary>Applies the journal mode to the calls of a client. The key of the client is redacted in the file.</summary>
internal sealed class JournalSession(RequestJournal journal, JournalMode mode, ApiKey key)
{
    /// <summary>Returns a call that replays the recorded completion, or null if the request must be sent.</summary>
    /// <exception cref="QubridApiException">Nothing can be sent in this mode, and the journal contains no completion; or the journal cannot be read.</exception>
    internal ChatCall? TryReplay(ChatRequest request, Action<string>? log)
    {
        if (mode == JournalMode.Record)
        {
            return null;
        }

        var call = WrapIOErrors(() => journal.TryReplay(request, key));
        if (call is not null)
        {
            log?.Invoke($"Replayed from the journal '{journal.Path}'. Nothing was sent.");
        }

        return call is null && mode == JournalMode.Replay
            ? throw new QubridApiException(QubridErrorKind.JournalMiss, WrapIOErrors(() => $"The journal '{journal.Path}' contains no completion for this request. {journal.DescribeClosest(request)}{DescribeDamage()}")) { Model = request.Model }
            : call;
    }

    /// <summary>Throws in replay mode, in which nothing can be sent.</summary>
    internal void ThrowIfReplayOnly(string resource)
    {
        if (mode == JournalMode.Replay)
        {
            throw new QubridApiException(QubridErrorKind.JournalMiss, $"The journal '{journal.Path}' is replayed, so nothing can be sent, and it contains no {resource}.");
        }
    }

    /// <summary>Records a completion.</summary>
    /// <exception cref="QubridApiException">The journal cannot be written.</exception>
    internal void Record(ChatRequest request, ChatCompletion completion, IReadOnlyList<ChatUpdate> updates) =>
        WrapIOErrors(() =>
        {
            journal.Add(request, completion, updates, key);
            return true;
        });

    private string DescribeDamage() => journal.DamagedCount switch
    {
        0 => "",
        1 => " One entry was changed after it was recorded and is not used.",
        var count => $" {count} entries were changed after they were recorded and are not used.",
    };

    private T WrapIOErrors<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new QubridApiException(QubridErrorKind.JournalUnusable, $"The journal '{journal.Path}' cannot be used: {cause.Message}", cause);
        }
    }
}
