using Qubrid.Client.Security;

namespace Qubrid.Client.Http;

/// <summary>Represents a response with a successful status, and its opened body. Owns both.</summary>
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

    /// <summary>Sends one request and returns when the headers were received and the body is open.</summary>
    /// <exception cref="QubridApiException">The attempt failed, or the service returned an error status.</exception>
    /// <exception cref="OperationCanceledException">The caller canceled the call.</exception>
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
            var failure = response is null
                ? ApiExceptionFactory.BeforeResponse(cause, transport, deadline, idle, transport.Key)
                : ApiExceptionFactory.DuringResponse(cause, response, deadline, idle, transport.Key);
            idle.Dispose();
            if (failure is null)
            {
                throw ResponseCause.ToCanceled(cause, transport.Key, deadline.Token);
            }

            throw failure;
        }
    }

    /// <summary>Limits the time for the rest of the body, after everything necessary was received.</summary>
    internal void SetDeadline(TimeSpan fromNow) => _idle.SetDeadline(fromNow);

    /// <summary>Removes the limit of <see cref="SetDeadline"/>.</summary>
    internal void ClearDeadline() => _idle.ClearDeadline();

    /// <summary>Translates an exception that was thrown while the body was read. Returns null if the caller canceled the call.</summary>
    internal QubridApiException? TranslateException(Exception cause, CallDeadline deadline) =>
        ApiExceptionFactory.DuringResponse(cause, Response, deadline, _idle, _key);

    /// <summary>Creates the exception for a call that the caller canceled, whatever was thrown meanwhile.</summary>
    internal OperationCanceledException ToCanceled(Exception cause, CallDeadline deadline) => ResponseCause.ToCanceled(cause, _key, deadline.Token);

    /// <summary>
    /// Releases the connection of a complete response. The remaining bytes are read in the background, so that the connection can be reused; it is
    /// closed if the server keeps the response open.
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
            // The response is already complete, so this failure does not matter.
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

        return response.IsSuccessStatusCode // some services return a completion with status 201
            ? await ResponseContent.OpenReadAsync(response, idle, transport.Limits).ConfigureAwait(false)
            : throw ApiExceptionFactory.FromResponse(response, await ReadErrorAsync(response, idle, transport.Limits).ConfigureAwait(false), transport.Key);
    }

    // The status is reported even if the error body is interrupted, stalled or has an unsupported encoding.
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
