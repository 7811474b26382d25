using Qubrid.Client.Security;

namespace Qubrid.Client.Journal;

/// <summary>The journal of a client: answers that stand in for the service's, or are kept beside it.</summary>
internal sealed class JournalSession(RequestJournal journal, JournalMode mode, ApiKey key)
{
    /// <summary>The recorded answer, or null where the service is to be asked.</summary>
    internal ChatCall? TryReplay(ChatRequest request, Action<string>? log)
    {
        if (mode == JournalMode.Record)
        {
            return null;
        }

        var call = WrapIOErrors(() => journal.TryReplay(request, key));
        if (call is not null)
        {
            log?.Invoke($"Answered by the journal '{journal.Path}'; nothing was sent.");
        }

        return call is null && mode == JournalMode.Replay
            ? throw new QubridApiException(QubridErrorKind.JournalMiss, WrapIOErrors(() => $"The journal '{journal.Path}' holds no answer to this request. {journal.DescribeClosest(request)}{DescribeDamage()}")) { Model = request.Model }
            : call;
    }

    /// <summary>In a replay the service is not asked, whatever for.</summary>
    internal void ThrowIfReplayOnly(string resource)
    {
        if (mode == JournalMode.Replay)
        {
            throw new QubridApiException(QubridErrorKind.JournalMiss, $"The journal '{journal.Path}' is replayed, so nothing is sent, and it holds no {resource}.");
        }
    }

    internal void Record(ChatRequest request, ChatCompletion completion, IReadOnlyList<ChatUpdate> updates, ApiKey key) =>
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
