#if NET
using System.Net.Sockets;

namespace Qubrid.Client.Http;

/// <summary>
/// Ends an attempt to connect, its TLS handshake included, with the request that asked for it. Left to itself, the handler goes on for
/// five seconds, in case that another request wants the connection.
/// </summary>
internal static class CancellableConnect
{
    private static readonly HttpRequestOptionsKey<CancellationToken> s_cancellation = new("Qubrid.Stop");
    private static readonly HttpRequestOptionsKey<CancellationTokenRegistration> s_attempt = new("Qubrid.Attempt");

    internal static void SetCancellation(HttpRequestMessage request, CancellationToken cancellationToken) => request.Options.Set(s_cancellation, cancellationToken);

    internal static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var options = context.InitialRequestMessage.Options;
        options.TryGetValue(s_cancellation, out var requestCancellation);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, requestCancellation);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, linked.Token).ConfigureAwait(false);
            options.Set(s_attempt, requestCancellation.Register(static attempt => ((Socket)attempt!).Dispose(), socket));
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The connection is made, and may serve others too: from now on it is the handler's.</summary>
    internal static ValueTask<Stream> OnConnectedAsync(SocketsHttpPlaintextStreamFilterContext context, CancellationToken cancellationToken)
    {
        if (context.InitialRequestMessage.Options.TryGetValue(s_attempt, out var attempt))
        {
            attempt.Unregister();
        }

        return new ValueTask<Stream>(context.PlaintextStream);
    }
}
#endif
