using System.Runtime.ExceptionServices;
using Qubrid.Client.Http;
using Qubrid.Client.Wire;

namespace Qubrid.Client;

/// <summary>
/// One call: a request, its retries, and its answer. Either <see cref="CompleteAsync"/> it, or pull its updates with
/// <see cref="MoveNextAsync"/>. Disposing ends it at whatever point it is.
/// </summary>
public sealed class ChatCall : IDisposable
{
    private readonly Transport _transport;
    private readonly ChatRequest _request;
    private readonly byte[] _body;
    private readonly CallOptions _options;
    private readonly CallClock _clock;
    private readonly CallTimes _times = new();
    private ChatExchange? _exchange;
    private QubridApiException? _lastFailure;
    private ChatCompletion? _partial;
    private ExceptionDispatchInfo? _failure;
    private bool _begun;

    internal ChatCall(Transport transport, ChatRequest request, CallOptions options, CancellationToken stop)
    {
        _transport = transport;
        _request = request;
        _body = request.ToUtf8Json();
        _options = options;
        _clock = new CallClock(options.TotalTimeout, stop);
    }

    /// <summary>The update that <see cref="MoveNextAsync"/> moved to.</summary>
    public ChatUpdate? Current { get; private set; }

    /// <summary>The whole answer, once it is whole.</summary>
    public ChatCompletion? Completion { get; private set; }

    /// <summary>Pieces of text that have come so far, near the count of tokens. May be read from any thread.</summary>
    public int PiecesReceived => Volatile.Read(ref _exchange)?.Completion.Pieces ?? 0;

    /// <summary>Seconds since the call was made. May be read from any thread.</summary>
    public double ElapsedSeconds => _clock.Elapsed;

    /// <summary>Reads the whole answer. Since nothing of it is shown before, a stream that breaks is tried again too.</summary>
    /// <exception cref="QubridApiException">The call failed.</exception>
    /// <exception cref="OperationCanceledException">The caller stopped it.</exception>
    public async Task<ChatCompletion> CompleteAsync()
    {
        _begun = true;
        await RunAsync(static async call =>
        {
            await call.SendAsync().ConfigureAwait(false);
            while (await call.ReadAsync().ConfigureAwait(false))
            {
            }
        }).ConfigureAwait(false);
        return Completion!;
    }

    /// <summary>Moves to the next update as soon as its bytes have come; false after the last. A call that failed fails the same way again.</summary>
    /// <exception cref="QubridApiException">The call failed.</exception>
    /// <exception cref="OperationCanceledException">The caller stopped it.</exception>
    public async ValueTask<bool> MoveNextAsync()
    {
        if (Current is { IsLast: true })
        {
            return false;
        }

        _failure?.Throw();
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
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Completion is null)
        {
            _exchange?.Dispose();
        }

        _clock.Dispose();
    }

    // Up to the first update nothing is shown, so all of it may be tried again; after that nothing may.
    private async Task BeginAsync()
    {
        _begun = true;
        await RunAsync(static async call =>
        {
            await call.SendAsync().ConfigureAwait(false);
            await call.ReadUpdateAsync().ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    private async Task RunAsync(Func<ChatCall, Task> attempt)
    {
        try
        {
            await RetryPolicy.Create(_options, _clock, OnRetry)
                .ExecuteAsync(
                    static async (state, _) => await state.attempt(state.call).ConfigureAwait(false),
                    (call: this, attempt),
                    _clock.Token)
                .ConfigureAwait(false);
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
        _exchange?.Dispose();
        Volatile.Write(ref _exchange, null);
        _times.StartAttempt();
        _options.Log?.Invoke($"POST {_transport.Root}chat/completions, {_body.Length} bytes, model {_request.Model}, attempt {_times.Attempts}.");
        var reply = await SendThroughGateAsync().ConfigureAwait(false);
        Volatile.Write(ref _exchange, new ChatExchange(reply, _transport.Key));
        _options.Log?.Invoke(
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
            _options.Gate?.Pause(failure.RetryAfter ?? _options.RetryInterval);
            throw;
        }
        finally
        {
            _options.Gate?.Leave(succeeded, pauses);
        }
    }

    private async ValueTask<bool> ReadAsync()
    {
        var goesOn = await _exchange!.ReadAsync(_clock).ConfigureAwait(false);
        _times.Note(_exchange.Completion.Pieces);
        if (!goesOn)
        {
            Completion = Build();
            _options.Log?.Invoke(
                $"Done after {_clock.Elapsed:0.000} s: {Completion.Usage?.ToString() ?? "tokens not told"}, finish {Completion.FinishReason ?? "(none)"}.");
            _exchange.Release();
        }

        return goesOn;
    }

    /// <summary>Reads until there is an update to show.</summary>
    private async ValueTask ReadUpdateAsync()
    {
        ChatUpdate? update;
        while ((update = _exchange!.Completion.TakeUpdate(isWhole: Completion is not null)) is null)
        {
            if (Completion is not null)
            {
                Current = ChatUpdate.Last(Completion);
                return;
            }

            await ReadAsync().ConfigureAwait(false);
        }

        Current = update;
    }

    private void OnRetry(QubridApiException failure, TimeSpan delay)
    {
        _lastFailure = failure;
        _times.RetryDelay += delay;
        _options.Log?.Invoke($"Retry {_times.Attempts} of {_options.MaximumRetryCount} in {delay.TotalSeconds:0.000} s: {failure.Message}");
    }

    private QubridApiException Complete(QubridApiException failure)
    {
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
