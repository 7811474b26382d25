#if !NET
using System.Net;

namespace Qubrid.Client.Http;

/// <summary>
/// Adds a connect timeout on .NET Framework, whose handler has none. The handler reads the request's body when it has a connection, so that the timer
/// stops then. A request without a body has no such event; only its idle timeout applies.
/// </summary>
internal sealed class ConnectTimeoutHandler(HttpMessageHandler inner, TimeSpan timeout) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is null)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        request.Headers.ExpectContinue = false; // otherwise the body would be read only after a response of the server
        using var connectTimeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        request.Content = new SignalingContent(request.Content, () => connectTimeout.CancelAfter(Timeout.InfiniteTimeSpan));
        connectTimeout.CancelAfter(timeout);
        try
        {
            return await base.SendAsync(request, connectTimeout.Token).ConfigureAwait(false);
        }
        catch (Exception cause) when (connectTimeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cause.Message, cause);
        }
    }

    private sealed class SignalingContent : HttpContent
    {
        private readonly HttpContent _content;
        private readonly Action _onConnected;

        internal SignalingContent(HttpContent content, Action onConnected)
        {
            _content = content;
            _onConnected = onConnected;
            Headers.ContentType = content.Headers.ContentType;
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext context)
        {
            _onConnected();
            return _content.CopyToAsync(stream);
        }

        // If the length were unknown, the body would be read before there is a connection.
        protected override bool TryComputeLength(out long length)
        {
            length = _content.Headers.ContentLength ?? 0;
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            _content.Dispose();
            base.Dispose(disposing);
        }
    }
}
#endif
