using Qubrid.Client.Http;

namespace Qubrid.Client.Journal;

/// <summary>The journal of a client: answers that stand in for the service's, or are kept beside it.</summary>
internal sealed class CallJournal(RequestJournal journal, JournalMode mode)
{
    /// <summary>The recorded answer, or null where the service is to be asked.</summary>
    internal ChatCall? Find(ChatRequest request, Action<string>? log)
    {
        if (mode == JournalMode.Record)
        {
            return null;
        }

        var answer = Guard(() => journal.Recall(request));
        if (answer is not null)
        {
            log?.Invoke($"Answered by the journal '{journal.Path}'; nothing was sent.");
        }

        return answer is null && mode == JournalMode.Replay
            ? throw new QubridApiException(QubridErrorKind.JournalMiss, Guard(() => $"The journal '{journal.Path}' holds no answer to this request. {journal.DescribeNearest(request)}")) { Model = request.Model }
            : answer;
    }

    /// <summary>In a replay the service is not asked, whatever for.</summary>
    internal void RequireNetwork(string what)
    {
        if (mode == JournalMode.Replay)
        {
            throw new QubridApiException(QubridErrorKind.JournalMiss, $"The journal '{journal.Path}' is replayed, so nothing is sent, and it holds no {what}.");
        }
    }

    internal void Keep(ChatRequest request, ChatCompletion completion, IReadOnlyList<ChatUpdate> updates, ApiKey key) =>
        Guard(() =>
        {
            journal.Add(request, completion, updates, key);
            return true;
        });

    private T Guard<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new QubridApiException(QubridErrorKind.JournalUnusable, $"The journal '{journal.Path}' cannot be used: {cause.Message}", cause);
        }
    }
}
