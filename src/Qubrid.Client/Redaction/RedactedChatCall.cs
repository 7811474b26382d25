namespace Qubrid.Client.Redaction;

/// <summary>
/// Sends a request with placeholders instead of values, and restores the values in the completion and its updates. Everything that the inner call
/// sends, records and reports contains placeholders only.
/// </summary>
internal sealed class RedactedChatCall : ChatCall
{
    private readonly ChatRequest _request;
    private readonly ChatCall _call;
    private readonly CompletionRestorer _completions;
    private readonly UpdateRestorer _updates;
    private readonly Queue<ChatUpdate> _pending = new();
    private QubridApiException? _failure;
    private bool _isFlushed;

    /// <summary>Creates the call and the inner call.</summary>
    /// <param name="session">The session, which is new or has redacted earlier requests of the conversation.</param>
    /// <param name="request">The original request.</param>
    /// <param name="createCall">Creates the inner call for the redacted request.</param>
    /// <param name="isJson">Whether the text of the completion is JSON, in which values are escaped.</param>
    /// <exception cref="ArgumentException">A pattern takes too long. Nothing was sent.</exception>
    internal RedactedChatCall(RedactionSession session, ChatRequest request, Func<ChatRequest, ChatCall> createCall, bool isJson)
    {
        _request = request;
        _completions = new CompletionRestorer(session, isJson);
        _updates = new UpdateRestorer(session, isJson);
        _call = createCall(session.Redact(request));
    }

    public override int ChunksReceived => _call.ChunksReceived;

    public override double ElapsedSeconds => _call.ElapsedSeconds;

    public override async Task<ChatCompletion> CompleteAsync()
    {
        try
        {
            return Completion = Restore(await _call.CompleteAsync().ConfigureAwait(false));
        }
        catch (QubridApiException failure)
        {
            RestorePartial(failure);
            throw;
        }
    }

    public override async ValueTask<bool> MoveNextAsync()
    {
        while (_pending.Count == 0 && !_isFlushed)
        {
            await ReadAsync().ConfigureAwait(false);
        }

        if (_pending.Count > 0)
        {
            Current = _pending.Dequeue();
            Completion = Current.Completion ?? Completion;
            return true;
        }

        return _failure is null ? false : throw _failure;
    }

    private protected override void Dispose(bool disposing)
    {
        _call.Dispose();
        base.Dispose(disposing);
    }

    // Text that was held back is returned before the final update, and before a failure.
    private async Task ReadAsync()
    {
        try
        {
            if (!await _call.MoveNextAsync().ConfigureAwait(false))
            {
                Flush();
            }
            else if (_call.Current is { Completion: { } completion } final)
            {
                Flush();
                _pending.Enqueue(new ChatUpdate { Completion = Restore(completion), InputObject = final.InputObject });
            }
            else if (_updates.Restore(_call.Current!) is { } update)
            {
                _pending.Enqueue(update);
            }
        }
        catch (QubridApiException failure)
        {
            RestorePartial(failure);
            _failure = failure;
            Flush();
        }
    }

    private void Flush()
    {
        foreach (var update in _updates.Flush())
        {
            _pending.Enqueue(update);
        }

        _isFlushed = true;
    }

    private ChatCompletion Restore(ChatCompletion completion) => _completions.Restore(completion, _request.Messages);

    private void RestorePartial(QubridApiException failure)
    {
        if (failure.PartialCompletion is { } partial)
        {
            failure.PartialCompletion = Restore(partial);
        }
    }
}
