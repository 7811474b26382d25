using Qubrid.Client.Security;

namespace Qubrid.Client.Http;

/// <summary>An answer with a good status and its opened body. Owns both.</summary>
internal sealed class ApiResponse : IDisposable
{
    private readonly IdleTimer _idle;
    private readonly ApiKey _key;

    private ApiResponse(HttpResponseMessage response, Stream body, IdleTimer idle, ApiKey key)
    {
        Response = response;
        Body = body;
        _idle = idle;
        _key = key;
    }

    internal HttpResponseMessage Response { get; }

    internal Stream Body { get; }

    /// <summary>Sends one request. Throws <see cref="QubridApiException"/>, or OperationCanceledException where the caller stopped it.</summary>
    internal static async Task<ApiResponse> SendAsync(
        HttpTransport transport, HttpMethod method, string path, byte[]? content, TimeSpan idleTimeout, CallDeadline deadline)
    {
        var idle = new IdleTimer(deadline, idleTimeout);
        HttpResponseMessage? response = null;
        try
        {
            idle.Arm();
            response = await transport.SendAsync(method, path, content, idle.Token).ConfigureAwait(false);
            idle.Disarm();
            var body = await OpenBodyAsync(response, idle, transport).ConfigureAwait(false);
            return new ApiResponse(response, body, idle, transport.Key);
        }
        catch (Exception cause)
        {
            response?.Dispose();
            var failure = ApiExceptionFactory.FromException(cause, response, deadline, idle, transport.Key);
            idle.Dispose();
            if (failure is null)
            {
                throw ResponseCause.ToCanceled(cause, transport.Key, deadline.Token);
            }

            throw failure;
        }
    }

    /// <summary>Waits no longer than that for what may still come after a complete answer.</summary>
    internal void SetDeadline(TimeSpan fromNow) => _idle.SetDeadline(fromNow);

    internal void ClearDeadline() => _idle.ClearDeadline();

    /// <summary>What an error while reading the body means.</summary>
    internal QubridApiException? TranslateException(Exception cause, CallDeadline deadline) =>
        ApiExceptionFactory.FromException(cause, Response, deadline, _idle, _key);

    /// <summary>The caller stopped the call, whatever its reading met with.</summary>
    internal OperationCanceledException ToCanceled(Exception cause, CallDeadline deadline) => ResponseCause.ToCanceled(cause, _key, deadline.Token);

    /// <summary>
    /// Lets go of an answer that is whole. Its last bytes are read in the background, so that the connection can be used
    /// again; one that the server leaves open is closed, and nobody waits for it.
    /// </summary>
    internal void DrainInBackground() => _ = DrainAsync();

    public void Dispose()
    {
        Body.Dispose();
        Response.Dispose();
        _idle.Dispose();
    }

    private async Task DrainAsync()
    {
        const int maxReads = 4;
        var buffer = new byte[1024];
        _idle.IdleTimeout = TimeSpan.FromSeconds(1);
        _idle.ClearDeadline();
        try
        {
            for (var reads = 0; reads < maxReads; reads++)
            {
                if (await Body.ReadAsync(buffer, 0, buffer.Length, CancellationToken.None).ConfigureAwait(false) == 0)
                {
                    break;
                }
            }
        }
        catch (Exception error) when (error is IOException or HttpRequestException or InvalidDataException or OperationCanceledException or ObjectDisposedException)
        {
            // The answer is whole already: how its connection ends is no one's concern.
        }
        finally
        {
            Dispose();
        }
    }

    private static async Task<Stream> OpenBodyAsync(HttpResponseMessage response, IdleTimer idle, HttpTransport transport)
    {
        if ((int)response.StatusCode is >= 300 and < 400)
        {
            throw ApiExceptionFactory.FromRedirect(response);
        }

        return response.IsSuccessStatusCode // 201 was seen with a completion
            ? await ResponseContent.OpenReadAsync(response, idle, transport.Limits).ConfigureAwait(false)
            : throw ApiExceptionFactory.FromResponse(response, await ReadErrorAsync(response, idle, transport.Limits).ConfigureAwait(false), transport.Key);
    }

    // The status says more than an error body that is broken, stalled or oddly packed could.
    private static async Task<byte[]> ReadErrorAsync(HttpResponseMessage response, IdleTimer idle, ResponseLimits limits)
    {
        using var read = new MemoryStream();
        try
        {
            using var body = await ResponseContent.OpenReadAsync(response, idle, limits).ConfigureAwait(false);
            await ResponseContent.ReadErrorAsync(body, read).ConfigureAwait(false);
        }
        catch (Exception error) when (idle.HasExpired || error is IOException or HttpRequestException or InvalidDataException or QubridApiException)
        {
        }

        return read.ToArray();
    }
}
