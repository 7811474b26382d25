using System.Net;
using System.Net.Sockets;

namespace Qubrid.MockServer;

/// <summary>HttpListener cannot choose a free port itself: ask the system for one, and again if another took it in between.</summary>
internal static class LoopbackListener
{
    private const int Tries = 10;

    internal static HttpListener Start(int port, out int taken)
    {
        for (var left = Tries; ; left--)
        {
            taken = port == 0 ? FreePort() : port;
            var listener = new HttpListener();
            listener.Prefixes.Add($"http://127.0.0.1:{taken}/");
            try
            {
                listener.Start();
                return listener;
            }
            catch (Exception error) when (port == 0 && left > 1 && error is (HttpListenerException or SocketException))
            {
                listener.Close();
            }
        }
    }

    private static int FreePort()
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
