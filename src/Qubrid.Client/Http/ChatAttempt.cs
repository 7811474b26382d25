namespace Qubrid.Client.Http;

/// <summary>Represents one HTTP attempt of a chat call: the request was sent, and its response is read event by event.</summary>
internal sealed class ChatAttempt : IDisposable
{
    private readonly CallRunner _runner;
    private readonly ChatResponseReader _reader;
    private readonly RateLimit? _rateLimit;
    private readonly double _estimatedTokens;

    private ChatAttempt(CallRunner runner, ChatResponseReader reader, RateLimit? rateLimit, double estimatedTokens)
    {
        _runner = runner;
        _reader = reader;
        _rateLimit = rateLimit;
        _estimatedTokens = estimatedTokens;
    }

    internal bool HasStarted => _reader.Completion.HasStarted;

    internal int ChunkCount => _reader.Completion.ChunkCount;

    /// <summary>Sends the request, as soon as the shared rate limiter permits it, and returns when the headers of a successful response were received.</summary>
    internal static async Task<ChatAttempt> SendAsync(HttpTransport transport, ChatRequest request, CallRunner runner)
    {
        var body = request.ToUtf8Json();
        runner.Timings.StartAttempt();
        runner.Options.WriteLog($"POST {transport.BaseAddress}chat/completions, {body.Length} bytes, model {request.Model}, attempt {runner.Timings.Attempts}.");
        var (response, tokens) = await SendRateLimitedAsync(transport, request, body, runner).ConfigureAwait(false);
        var reader = new ChatResponseReader(response, transport.Key, transport.Limits, runner.Deadline.Token);
        runner.Options.WriteLog(
            $"Response {(int)response.Response.StatusCode} after {runner.Timings.AttemptSeconds:0.000} s, request id {reader.RequestId ?? "(none)"}.");
        return new ChatAttempt(runner, reader, transport.RateLimit, tokens);
    }

    /// <summary>Reads the next event; returns false if the response is complete.</summary>
    internal async ValueTask<bool> ReadNextEventAsync()
    {
        try
        {
            var hasMore = await _reader.ReadNextEventAsync(_runner.Deadline).ConfigureAwait(false);
            _runner.Timings.RecordChunks(_reader.Completion.ChunkCount);
            if (!hasMore)
            {
                _rateLimit?.Correct(_estimatedTokens, _reader.Completion.Usage);
            }

            return hasMore;
        }
        catch (QubridApiException failure) when (failure.Kind == QubridErrorKind.RateLimited)
        {
            PauseOtherCalls(failure, _runner.Options);
            throw;
        }
    }

    /// <summary>Returns the next update, or null if more events are needed. If <paramref name="isFinal"/>, text that may be the start of the key is included.</summary>
    internal ChatUpdate? TakeUpdate(bool isFinal) => _reader.Completion.TakeUpdate(isFinal);

    /// <summary>Builds the completion from what was received so far.</summary>
    internal ChatCompletion BuildCompletion(ChatRequest request) => _reader.Completion.Build(
        request.Messages,
        _reader.RequestId,
        _runner.Timings.ToMetrics(_runner.Deadline.ElapsedSeconds, _reader.Completion.Usage?.CompletionTokens));

    /// <summary>Releases the connection of a completed response in the background.</summary>
    internal void DrainInBackground() => _reader.DrainInBackground();

    public void Dispose() => _reader.Dispose();

    private static async Task<(ApiResponse Response, double Tokens)> SendRateLimitedAsync(HttpTransport transport, ChatRequest request, byte[] body, CallRunner runner)
    {
        var (succeeded, epoch, tokens) = (false, 0, 0d);
        var limiter = runner.Options.RateLimiter;
        if (limiter is not null)
        {
            epoch = await limiter.AcquireAsync(runner.Deadline.Token).ConfigureAwait(false);
            runner.Timings.RestartAttemptTimer();
        }

        try
        {
            // After the pause of the batch, so that the requests of a pause are not sent all at once.
            if (transport.RateLimit is { } rateLimit)
            {
                tokens = await rateLimit.AcquireAsync(request, runner.Options, runner.Deadline.Token).ConfigureAwait(false);
                runner.Timings.RestartAttemptTimer();
            }

            var response = await ApiResponse.SendAsync(
                transport, HttpMethod.Post, "chat/completions", body, runner.Options.IdleTimeout, runner.Deadline).ConfigureAwait(false);
            succeeded = true;
            return (response, tokens);
        }
        catch (QubridApiException failure) when (failure.Kind == QubridErrorKind.RateLimited)
        {
            PauseOtherCalls(failure, runner.Options);
            throw;
        }
        finally
        {
            limiter?.Release(succeeded, epoch);
        }
    }

    /// <summary>Pauses the other calls of a batch after status 429, for no longer than this call itself would wait.</summary>
    private static void PauseOtherCalls(QubridApiException failure, CallOptions options) => options.RateLimiter?.PauseFor(
        failure.RetryAfter is { } delay && !RetryPolicy.IsTooLong(delay, options) ? delay : options.RetryInterval);
}
