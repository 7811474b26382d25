using System.Runtime.ExceptionServices;
using Qubrid.Client.Journal;
using Qubrid.Client.Wire;

namespace Qubrid.Client.Http;

/// <summary>A call that the service answers: one request, sent once or, where that may help, several times.</summary>
internal sealed class WireCall : ChatCall
{
    private readonly Transport _transport;
    private readonly ChatRequest _request;
    private readonly byte[] _body;
    private readonly CallOptions _options;
    private readonly CallClock _clock;
    private readonly CallTimes _times = new();
    private readonly CallJournal? _journal;
    private readonly List<ChatUpdate>? _kept;
    private ChatExchange? _exchange;
    private QubridApiException? _lastFailure;
    private ChatCompletion? _partial;
    private ExceptionDispatchInfo? _failure;
    private bool _begun;

    internal WireCall(Transport transport, ChatRequest request, CallOptions options, CallJournal? journal, CancellationToken stop)
    {
        _transport = transport;
        _request = request;
        _body = request.ToUtf8Json();
        _options = options;
        _journal = journal;
        _kept = journal is null ? null : [];
        _clock = new CallClock(options.TotalTimeout, stop);
    }

    public override int PiecesReceived => Volatile.Read(ref _exchange)?.Completion.Pieces ?? 0;

    public override double ElapsedSeconds => _clock.Elapsed;

    public override async Task<ChatCompletion> CompleteAsync()
    {
        _begun = true;
        await RunAsync(async () =>
        {
            await SendAsync().ConfigureAwait(false);
            while (await ReadAsync().ConfigureAwait(false))
            {
                KeepUpdates();
            }
        }).ConfigureAwait(false);
        KeepUpdates();
        Keep();
        return Completion!;
    }

    public override async ValueTask<bool> MoveNextAsync()
    {
        if (Current is { IsLast: true })
        {
            return false;
        }

        if (_failure is null && await TryMoveAsync().ConfigureAwait(false))
        {
            return true;
        }

        if (!TakeRest())
        {
            _failure!.Throw();
        }

        return true;
    }

    private protected override void Dispose(bool disposing)
    {
        if (Completion is null)
        {
            _exchange?.Dispose();
        }

        _clock.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask<bool> TryMoveAsync()
    {
        try
        {
            if (_begun)
            {
                await ReadUpdateAsync().ConfigureAwait(false);
            }
            else
            {
                await BeginAsync().ConfigureAwait(false);
            }

            return true;
        }
        catch (Exception failure)
        {
            if (failure is QubridApiException known)
            {
                Complete(known);
            }

            _failure = ExceptionDispatchInfo.Capture(failure);
            return false;
        }
    }

    // Up to the first update nothing is shown, so all of it may be tried again; after that nothing may.
    private async Task BeginAsync()
    {
        _begun = true;
        await RunAsync(async () =>
        {
            await SendAsync().ConfigureAwait(false);
            await ReadUpdateAsync().ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    private async Task RunAsync(Func<Task> attempt)
    {
        try
        {
            await RetryPolicy.RunAsync(attempt, _options, _clock, OnRetry).ConfigureAwait(false);
        }
        catch (QubridApiException failure)
        {
            throw Complete(failure);
        }
        catch (OperationCanceledException cause) when (_clock.IsTotalOver)
        {
            throw Complete(Failure.TotalTimeout((Exception?)_lastFailure ?? cause));
        }
    }

    private async Task SendAsync()
    {
        // The next attempt may bring less than this one did.
        _partial = Partial();
        _kept?.Clear();
        _exchange?.Dispose();
        Volatile.Write(ref _exchange, null);
        _times.StartAttempt();
        _options.WriteLog($"POST {_transport.Root}chat/completions, {_body.Length} bytes, model {_request.Model}, attempt {_times.Attempts}.");
        var reply = await SendThroughGateAsync().ConfigureAwait(false);
        Volatile.Write(ref _exchange, new ChatExchange(reply, _transport.Key));
        _options.WriteLog(
            $"Answer {(int)reply.Response.StatusCode} after {_times.AttemptSeconds:0.000} s, request id {_exchange!.RequestId ?? "(none)"}.");
    }

    private async Task<Reply> SendThroughGateAsync()
    {
        var (succeeded, pauses) = (false, 0);
        if (_options.Gate is { } gate)
        {
            pauses = await gate.EnterAsync(_clock.Token).ConfigureAwait(false);
            _times.StartSending();
        }

        try
        {
            var reply = await Reply.SendAsync(
                _transport, HttpMethod.Post, "chat/completions", _body, _options.IdleTimeout, _clock).ConfigureAwait(false);
            succeeded = true;
            return reply;
        }
        catch (QubridApiException failure) when (failure.Kind == QubridErrorKind.RateLimited)
        {
            PauseOthers(failure);
            throw;
        }
        finally
        {
            _options.Gate?.Leave(succeeded, pauses);
        }
    }

    /// <summary>Pauses the other calls of a batch after a 429, but no longer than this call itself would wait.</summary>
    private void PauseOthers(QubridApiException failure) => _options.Gate?.Pause(
        failure.RetryAfter is { } wait && !RetryPolicy.IsTooLong(wait, _options) ? wait : _options.RetryInterval);

    private async ValueTask<bool> ReadAsync()
    {
        var goesOn = await ReadEventAsync().ConfigureAwait(false);
        _times.Note(_exchange!.Completion.Pieces);
        if (!goesOn)
        {
            Completion = Build();
            _options.WriteLog(
                $"Done after {_clock.Elapsed:0.000} s: {Completion.Usage?.ToString() ?? "tokens not told"}, finish {Completion.FinishReason ?? "(none)"}.");
            _exchange.Release();
        }

        return goesOn;
    }

    private async ValueTask<bool> ReadEventAsync()
    {
        try
        {
            return await _exchange!.ReadAsync(_clock).ConfigureAwait(false);
        }
        catch (QubridApiException failure) when (failure.Kind == QubridErrorKind.RateLimited)
        {
            PauseOthers(failure);
            throw;
        }
    }

    // Nobody is shown them; the journal notes where the answer was cut.
    private void KeepUpdates()
    {
        while (_kept is not null && _exchange!.Completion.TakeUpdate(isWhole: Completion is not null) is { } update)
        {
            _kept.Add(update);
        }
    }

    /// <summary>Reads until there is an update to show.</summary>
    private async ValueTask ReadUpdateAsync()
    {
        ChatUpdate? update;
        while ((update = _exchange!.Completion.TakeUpdate(isWhole: Completion is not null)) is null)
        {
            if (Completion is not null)
            {
                Keep();
                Current = ChatUpdate.Last(Completion);
                return;
            }

            await ReadAsync().ConfigureAwait(false);
        }

        _kept?.Add(update);
        Current = update;
    }

    /// <summary>What was held back until more came goes out before a failure; but where nothing was shown, nothing is.</summary>
    private bool TakeRest()
    {
        if (Current is null || _failure?.SourceException is not QubridApiException || _exchange!.Completion.TakeUpdate(isWhole: true) is not { } rest)
        {
            return false;
        }

        Current = rest;
        return true;
    }

    private void OnRetry(QubridApiException failure, TimeSpan delay)
    {
        _lastFailure = failure;
        _times.RetryDelay += delay;
        _options.WriteLog($"Retry {_times.Attempts} of {_options.MaximumRetryCount} in {delay.TotalSeconds:0.000} s: {failure.Message}");
    }

    // Kept before it is shown: what was shown once can be replayed.
    private void Keep()
    {
        try
        {
            _journal?.Keep(_request, Completion!, _kept!, _transport.Key);
        }
        catch (QubridApiException failure)
        {
            throw Complete(failure);
        }
    }

    private QubridApiException Complete(QubridApiException failure)
    {
        failure.Model = _request.Model;
        failure.Attempts = _times.Attempts;
        failure.PartialCompletion = Partial();
        return failure;
    }

    private ChatCompletion? Partial() => _exchange is { Completion.HasStarted: true } ? Build() : _partial;

    private ChatCompletion Build()
    {
        var completion = _exchange!.Completion;
        return completion.Build(_request.Messages, _exchange.RequestId, _times.ToMetrics(_clock.Elapsed, completion.Usage?.CompletionTokens));
    }
}
