using System.Net;
using System.Net.Sockets;

namespace Qubrid.Mock;

/// <summary>Starts an HttpListener on 127.0.0.1. HttpListener cannot choose a free port, so a free one is determined first; if another process takes it meanwhile, the next one is tried.</summary>
internal static class LoopbackListener
{
    private const int MaxAttempts = 10;

    /// <summary>Starts a listener on a port, or on a free port if it is 0.</summary>
    /// <exception cref="HttpListenerException">The port is in use.</exception>
    internal static HttpListener Start(int port, out int actualPort)
    {
        for (var remaining = MaxAttempts; ; remaining--)
        {
            actualPort = port == 0 ? FindFreePort() : port;
            var listener = new HttpListener();
            listener.Prefixes.Add($"http://127.0.0.1:{actualPort}/");
            try
            {
                listener.Start();
                return listener;
            }
            catch (Exception error) when (port == 0 && remaining > 1 && error is (HttpListenerException or SocketException))
            {
                listener.Close();
            }
        }
    }

    private static int FindFreePort()
    {
        var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        try
        {
            return ((IPEndPoint)probe.LocalEndpoint).Port;
        }
        finally
        {
            probe.Stop();
        }
    }
}
