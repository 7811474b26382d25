#if NET
using System.Net.Sockets;

namespace Qubrid.Client.Http;

/// <summary>
/// Cancels the connection attempt, including the TLS handshake, together with its request. SocketsHttpHandler alone would continue to connect for
/// five seconds, for the benefit of another request.
/// </summary>
internal static class CancellableConnect
{
    private static readonly HttpRequestOptionsKey<CancellationToken> s_cancellation = new("Qubrid.Cancellation");
    private static readonly HttpRequestOptionsKey<CancellationTokenRegistration> s_registration = new("Qubrid.ConnectRegistration");

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
            options.Set(s_registration, requestCancellation.Register(static connecting => ((Socket)connecting!).Dispose(), socket));
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Detaches the cancellation of the request. The connection is established and belongs to the pool of the handler.</summary>
    internal static ValueTask<Stream> OnConnectedAsync(SocketsHttpPlaintextStreamFilterContext context, CancellationToken cancellationToken)
    {
        if (context.InitialRequestMessage.Options.TryGetValue(s_registration, out var registration))
        {
            registration.Unregister();
        }

        return new ValueTask<Stream>(context.PlaintextStream);
    }
}
#endif
