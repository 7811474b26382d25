using System.Runtime.ExceptionServices;
using Qubrid.Client.Journal;

namespace Qubrid.Client.Http;

/// <summary>A call that the service answers: one request, sent once or, where that may help, several times.</summary>
internal sealed class HttpChatCall : ChatCall
{
    private readonly HttpTransport _transport;
    private readonly ChatRequest _request;
    private readonly byte[] _body;
    private readonly CallOptions _options;
    private readonly CallDeadline _deadline;
    private readonly CallTimings _timings = new();
    private readonly JournalSession? _journal;
    private readonly List<ChatUpdate>? _recordedUpdates;
    private ChatResponseReader? _reader;
    private QubridApiException? _lastFailure;
    private ChatCompletion? _partial;
    private ExceptionDispatchInfo? _failure;
    private bool _started;

    internal HttpChatCall(HttpTransport transport, ChatRequest request, CallOptions options, JournalSession? journal, CancellationToken cancellationToken)
    {
        _transport = transport;
        _request = request;
        _body = request.ToUtf8Json();
        _options = options;
        _journal = journal;
        _recordedUpdates = journal is null ? null : [];
        _deadline = new CallDeadline(options.TotalTimeout, cancellationToken);
    }

    public override int ChunksReceived => Volatile.Read(ref _reader)?.Completion.ChunkCount ?? 0;

    public override double ElapsedSeconds => _deadline.ElapsedSeconds;

    public override async Task<ChatCompletion> CompleteAsync()
    {
        _started = true;
        await ExecuteAsync(async () =>
        {
            await SendAsync().ConfigureAwait(false);
            while (await ReadAsync().ConfigureAwait(false))
            {
                RecordUpdates();
            }
        }).ConfigureAwait(false);
        RecordUpdates();
        RecordCompletion();
        return Completion!;
    }

    public override async ValueTask<bool> MoveNextAsync()
    {
        if (Current is { IsLast: true })
        {
            return false;
        }

        if (_failure is null && await TryMoveNextAsync().ConfigureAwait(false))
        {
            return true;
        }

        if (!FlushPendingText())
        {
            _failure!.Throw();
        }

        return true;
    }

    private protected override void Dispose(bool disposing)
    {
        if (Completion is null)
        {
            _reader?.Dispose();
        }

        _deadline.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask<bool> TryMoveNextAsync()
    {
        try
        {
            if (_started)
            {
                await ReadUpdateAsync().ConfigureAwait(false);
            }
            else
            {
                await StartAsync().ConfigureAwait(false);
            }

            return true;
        }
        catch (Exception failure)
        {
            if (failure is QubridApiException apiException)
            {
                AddCallDetails(apiException);
            }

            _failure = ExceptionDispatchInfo.Capture(failure);
            return false;
        }
    }

    // Up to the first update nothing is shown, so all of it may be tried again; after that nothing may.
    private async Task StartAsync()
    {
        _started = true;
        await ExecuteAsync(async () =>
        {
            await SendAsync().ConfigureAwait(false);
            await ReadUpdateAsync().ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    private async Task ExecuteAsync(Func<Task> attempt)
    {
        try
        {
            await RetryPolicy.ExecuteAsync(attempt, _options, _deadline, OnRetry).ConfigureAwait(false);
        }
        catch (QubridApiException failure)
        {
            throw AddCallDetails(failure);
        }
        catch (OperationCanceledException cause) when (_deadline.IsExpired)
        {
            throw AddCallDetails(ApiExceptionFactory.TotalTimeout((Exception?)_lastFailure ?? ResponseCause.ToInner(cause, _transport.Key)));
        }
    }

    private async Task SendAsync()
    {
        // The next attempt may bring less than this one did.
        _partial = BuildPartial();
        _recordedUpdates?.Clear();
        _reader?.Dispose();
        Volatile.Write(ref _reader, null);
        _timings.StartAttempt();
        _options.WriteLog($"POST {_transport.BaseAddress}chat/completions, {_body.Length} bytes, model {_request.Model}, attempt {_timings.Attempts}.");
        var response = await SendRateLimitedAsync().ConfigureAwait(false);
        Volatile.Write(ref _reader, new ChatResponseReader(response, _transport.Key, _transport.Limits, _deadline.Token));
        _options.WriteLog(
            $"Answer {(int)response.Response.StatusCode} after {_timings.AttemptSeconds:0.000} s, request id {_reader!.RequestId ?? "(none)"}.");
    }

    private async Task<ApiResponse> SendRateLimitedAsync()
    {
        var (succeeded, epoch) = (false, 0);
        if (_options.RateLimiter is { } limiter)
        {
            epoch = await limiter.AcquireAsync(_deadline.Token).ConfigureAwait(false);
            _timings.RestartAttemptTimer();
        }

        try
        {
            var response = await ApiResponse.SendAsync(
                _transport, HttpMethod.Post, "chat/completions", _body, _options.IdleTimeout, _deadline).ConfigureAwait(false);
            succeeded = true;
            return response;
        }
        catch (QubridApiException failure) when (failure.Kind == QubridErrorKind.RateLimited)
        {
            PauseOthers(failure);
            throw;
        }
        finally
        {
            _options.RateLimiter?.Release(succeeded, epoch);
        }
    }

    /// <summary>Pauses the other calls of a batch after a 429, but no longer than this call itself would wait.</summary>
    private void PauseOthers(QubridApiException failure) => _options.RateLimiter?.PauseFor(
        failure.RetryAfter is { } wait && !RetryPolicy.IsTooLong(wait, _options) ? wait : _options.RetryInterval);

    private async ValueTask<bool> ReadAsync()
    {
        var hasMore = await ReadEventAsync().ConfigureAwait(false);
        _timings.RecordChunks(_reader!.Completion.ChunkCount);
        if (!hasMore)
        {
            Completion = BuildCompletion();
            _options.WriteLog(
                $"Done after {_deadline.ElapsedSeconds:0.000} s: {Completion.Usage?.ToString() ?? "tokens not told"}, finish {Completion.FinishReason ?? "(none)"}.");
            _reader.DrainInBackground();
        }

        return hasMore;
    }

    private async ValueTask<bool> ReadEventAsync()
    {
        try
        {
            return await _reader!.ReadNextEventAsync(_deadline).ConfigureAwait(false);
        }
        catch (QubridApiException failure) when (failure.Kind == QubridErrorKind.RateLimited)
        {
            PauseOthers(failure);
            throw;
        }
    }

    // Nobody is shown them; the journal notes where the answer was cut.
    private void RecordUpdates()
    {
        while (_recordedUpdates is not null && _reader!.Completion.TakeUpdate(isFinal: Completion is not null) is { } update)
        {
            _recordedUpdates.Add(update);
        }
    }

    /// <summary>Reads until there is an update to show.</summary>
    private async ValueTask ReadUpdateAsync()
    {
        ChatUpdate? update;
        while ((update = _reader!.Completion.TakeUpdate(isFinal: Completion is not null)) is null)
        {
            if (Completion is not null)
            {
                RecordCompletion();
                Current = ChatUpdate.CreateFinal(Completion);
                return;
            }

            await ReadAsync().ConfigureAwait(false);
        }

        _recordedUpdates?.Add(update);
        Current = update;
    }

    /// <summary>What was held back until more came goes out before a failure; but where nothing was shown, nothing is.</summary>
    private bool FlushPendingText()
    {
        if (Current is null || _failure?.SourceException is not QubridApiException || _reader!.Completion.TakeUpdate(isFinal: true) is not { } pending)
        {
            return false;
        }

        Current = pending;
        return true;
    }

    private void OnRetry(QubridApiException failure, TimeSpan delay)
    {
        _lastFailure = failure;
        _timings.RetryDelay += delay;
        _options.WriteLog($"Retry {_timings.Attempts} of {_options.MaximumRetryCount} in {delay.TotalSeconds:0.000} s: {failure.Message}");
    }

    // Kept before it is shown: what was shown once can be replayed.
    private void RecordCompletion()
    {
        try
        {
            _journal?.Record(_request, Completion!, _recordedUpdates!, _transport.Key);
        }
        catch (QubridApiException failure)
        {
            throw AddCallDetails(failure);
        }
    }

    private QubridApiException AddCallDetails(QubridApiException failure)
    {
        failure.Model = _request.Model;
        failure.Attempts = _timings.Attempts;
        failure.PartialCompletion = BuildPartial();
        return failure;
    }

    private ChatCompletion? BuildPartial() => _reader is { Completion.HasStarted: true } ? BuildCompletion() : _partial;

    private ChatCompletion BuildCompletion()
    {
        var completion = _reader!.Completion;
        return completion.Build(_request.Messages, _reader.RequestId, _timings.ToMetrics(_deadline.ElapsedSeconds, completion.Usage?.CompletionTokens));
    }
}
