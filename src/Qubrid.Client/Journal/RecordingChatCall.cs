using Qubrid.Client.Models;

namespace Qubrid.Client.Journal;

/// <summary>
/// Records the completion of another call in a journal, with the boundaries of its updates. The entry is written before the completion or the
/// final update is returned, so that everything that was returned can be replayed.
/// </summary>
internal sealed class RecordingChatCall : ChatCall, IUpdateObserver
{
    private readonly JournalSession _journal;
    private readonly ChatRequest _request;
    private readonly ChatCall _call;
    private readonly List<ChatUpdate> _updates = [];
    private QubridApiException? _failure;

    /// <summary>Creates the call and the inner call that it records.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="request">The request.</param>
    /// <param name="createCall">Creates the inner call, which must report its updates to the observer.</param>
    internal RecordingChatCall(JournalSession journal, ChatRequest request, Func<IUpdateObserver, ChatCall> createCall)
    {
        (_journal, _request) = (journal, request);
        _call = createCall(this);
    }

    public override int ChunksReceived => _call.ChunksReceived;

    public override double ElapsedSeconds => _call.ElapsedSeconds;

    void IUpdateObserver.OnAttemptStarted() => _updates.Clear();

    void IUpdateObserver.OnUpdate(ChatUpdate update) => _updates.Add(update);

    public override async Task<ChatCompletion> CompleteAsync()
    {
        var completion = await _call.CompleteAsync().ConfigureAwait(false);
        Completion = completion;
        Record(completion);
        return completion;
    }

    public override async ValueTask<bool> MoveNextAsync()
    {
        if (_failure is not null)
        {
            throw _failure;
        }

        if (!await _call.MoveNextAsync().ConfigureAwait(false))
        {
            return false;
        }

        Completion = _call.Completion;
        if (_call.Current is { Completion: { } completion })
        {
            Record(completion);
        }

        Current = _call.Current;
        return true;
    }

    private protected override void Dispose(bool disposing)
    {
        _call.Dispose();
        base.Dispose(disposing);
    }

    private void Record(ChatCompletion completion)
    {
        try
        {
            _journal.Record(_request, completion, _updates);
        }
        catch (QubridApiException failure)
        {
            failure.Model = _request.Model;
            failure.Attempts = completion.ClientMetrics?.Attempts ?? 0;
            failure.PartialCompletion = completion;
            _failure = failure;
            throw;
        }
    }
}
