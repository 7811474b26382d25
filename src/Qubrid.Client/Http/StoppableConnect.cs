#if NET
using System.Net.Sockets;

namespace Qubrid.Client.Http;

/// <summary>
/// Ends an attempt to connect with the request that asked for it. Left to itself, the handler goes on for five seconds, in case that
/// another request wants the connection.
/// </summary>
internal static class StoppableConnect
{
    private static readonly HttpRequestOptionsKey<CancellationToken> s_stop = new("Qubrid.Stop");

    internal static void Mark(HttpRequestMessage request, CancellationToken stop) => request.Options.Set(s_stop, stop);

    internal static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        context.InitialRequestMessage.Options.TryGetValue(s_stop, out var stop);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stop);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, either.Token).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
#endif
