namespace Qubrid.Client.Redaction;

/// <summary>
/// Sends a request with placeholders instead of values, and restores the values in the completion and its updates. Everything that the
/// inner call
/// sends, records and reports contains placeholders only.
/// </summary>
internal sealed class RedactedChatCall : ChatCall
{
    private readonly RedactedRequest _request;
    private readonly bool _isJson;
    private readonly ChatCall _call;
    private readonly UpdateRestorer _updates;
    private readonly Queue<ChatUpdate> _pending = new();
    private QubridApiException? _failure;
    private bool _isFlushed;

    /// <summary>Creates the call and the inner call.</summary>
    /// <param name="request">The redacted request.</param>
    /// <param name="createCall">Creates the inner call for the request with placeholders.</param>
    /// <param name="isJson">Whether the text of the completion is JSON, in which values are escaped.</param>
    internal RedactedChatCall(RedactedRequest request, Func<ChatRequest, ChatCall> createCall, bool isJson)
    {
        (_request, _isJson) = (request, isJson);
        _updates = request.CreateUpdateRestorer(isJson);
        _call = createCall(request.Sent);
        Completion = _call.Completion is { } recorded ? Restore(recorded) : null;
    }

    public override int ChunksReceived => _call.ChunksReceived;

    public override double ElapsedSeconds => _call.ElapsedSeconds;

    public override async Task<ChatCompletion> CompleteAsync()
    {
        try
        {
            var completion = await _call.CompleteAsync().ConfigureAwait(false);
            return Completion ??= Restore(completion);
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
                _pending.Enqueue(new ChatUpdate { Completion = Completion ?? Restore(completion), InputObject = final.InputObject });
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

    private ChatCompletion Restore(ChatCompletion completion) => _request.Restore(completion, _isJson);

    private void RestorePartial(QubridApiException failure)
    {
        failure.RedactServiceMessage(_request.RedactText);
        if (failure.PartialCompletion is { } partial)
        {
            failure.PartialCompletion = Restore(partial);
        }
    }
}
