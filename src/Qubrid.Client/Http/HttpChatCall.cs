using System.Runtime.ExceptionServices;
using Qubrid.Client.Models;

namespace Qubrid.Client.Http;

/// <summary>Implements a call over HTTP: sends the request, with retries where they are allowed, and returns the response.</summary>
internal sealed class HttpChatCall(
    HttpTransport transport, ChatRequest request, CallOptions options, IUpdateObserver? observer, CancellationToken cancellationToken) : ChatCall
{
    private readonly CallRunner _runner = new(options, cancellationToken);
    private ChatAttempt? _attempt;
    private ChatCompletion? _previousPartial;
    private ExceptionDispatchInfo? _failure;
    private bool _started;

    public override int ChunksReceived => Volatile.Read(ref _attempt)?.ChunkCount ?? 0;

    public override double ElapsedSeconds => _runner.Deadline.ElapsedSeconds;

    public override async Task<ChatCompletion> CompleteAsync()
    {
        _started = true;
        try
        {
            await _runner.ExecuteAsync(ReadToEndAsync).ConfigureAwait(false);
            return Completion!;
        }
        catch (QubridApiException failure)
        {
            throw AddCallDetails(failure);
        }
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
            _attempt?.Dispose();
        }

        _runner.Dispose();
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
                // Retries are allowed only until the first update was returned.
                _started = true;
                await _runner.ExecuteAsync(ReadFirstUpdateAsync).ConfigureAwait(false);
            }

            return true;
        }
        catch (Exception failure)
        {
            _failure = ExceptionDispatchInfo.Capture(failure is QubridApiException apiException ? AddCallDetails(apiException) : failure);
            return false;
        }
    }

    private async Task ReadToEndAsync()
    {
        await SendAsync().ConfigureAwait(false);
        bool hasMore;
        do
        {
            hasMore = await ReadEventAsync().ConfigureAwait(false);
            while (observer is not null && _attempt!.TakeUpdate(isFinal: !hasMore) is { } update)
            {
                observer.OnUpdate(update);
            }
        }
        while (hasMore);
    }

    private async Task ReadFirstUpdateAsync()
    {
        await SendAsync().ConfigureAwait(false);
        await ReadUpdateAsync().ConfigureAwait(false);
    }

    private async Task SendAsync()
    {
        // If this attempt receives nothing, a failure reports what an earlier one received.
        _previousPartial = BuildPartial();
        _attempt?.Dispose();
        Volatile.Write(ref _attempt, null);
        observer?.OnAttemptStarted();
        Volatile.Write(ref _attempt, await ChatAttempt.SendAsync(transport, request, _runner).ConfigureAwait(false));
    }

    /// <summary>Reads events until there is an update to return.</summary>
    private async ValueTask ReadUpdateAsync()
    {
        ChatUpdate? update;
        while ((update = _attempt!.TakeUpdate(isFinal: Completion is not null)) is null)
        {
            if (Completion is not null)
            {
                Current = ChatUpdate.CreateFinal(Completion);
                return;
            }

            await ReadEventAsync().ConfigureAwait(false);
        }

        observer?.OnUpdate(update);
        Current = update;
    }

    private async ValueTask<bool> ReadEventAsync()
    {
        var hasMore = await _attempt!.ReadNextEventAsync().ConfigureAwait(false);
        if (!hasMore)
        {
            Completion = _attempt.BuildCompletion(request);
            options.WriteLog(
                $"Completed after {ElapsedSeconds:0.000} s: {Completion.Usage?.ToString() ?? "tokens not reported"}, finish reason {Completion.FinishReason ?? "(none)"}.");
            _attempt.DrainInBackground();
        }

        return hasMore;
    }

    /// <summary>Returns the text that was held back for redaction as the last update before a failure, but only if an update was returned already.</summary>
    private bool FlushPendingText()
    {
        if (Current is null || _failure?.SourceException is not QubridApiException || _attempt!.TakeUpdate(isFinal: true) is not { } pending)
        {
            return false;
        }

        Current = pending;
        return true;
    }

    private QubridApiException AddCallDetails(QubridApiException failure)
    {
        failure.Model = request.Model;
        failure.Attempts = _runner.Timings.Attempts;
        failure.PartialCompletion = BuildPartial();
        return failure;
    }

    private ChatCompletion? BuildPartial() => _attempt is { HasStarted: true } ? _attempt.BuildCompletion(request) : _previousPartial;
}
