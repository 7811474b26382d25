using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace QubridPS.Tests.Network;

/// <summary>Represents a company proxy: it tunnels and forwards requests, and can require credentials. All hosts lead to the same service.</summary>
internal sealed class LoopbackProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _servicePort;
    private readonly string? _authorization;

    internal LoopbackProxy(string serviceAddress, string? user = null, string? password = null)
    {
        _servicePort = new Uri(serviceAddress).Port;
        _authorization = user is null ? null : "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes($"{user}:{password}"));
        _listener.Start();
        _ = AcceptAsync();
    }

    internal string Address => $"http://{_listener.LocalEndpoint}";

    /// <summary>Gets the request headers that the proxy received.</summary>
    internal ConcurrentQueue<string> RequestHeaders { get; } = new();

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // the test has ended
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                var clientStream = client.GetStream();
                var head = await ReadHeadAsync(clientStream);
                while (_authorization is not null && !head.Contains("Proxy-Authorization: " + _authorization, StringComparison.OrdinalIgnoreCase))
                {
                    await SkipBodyAsync(clientStream, head);
                    await WriteAsync(clientStream, "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"company\"\r\nContent-Length: 0\r\n\r\n");
                    head = await ReadHeadAsync(clientStream);
                }

                using var service = new TcpClient();
                await service.ConnectAsync(IPAddress.Loopback, _servicePort);
                var serviceStream = service.GetStream();
                if (head.StartsWith("CONNECT ", StringComparison.Ordinal))
                {
                    await WriteAsync(clientStream, "HTTP/1.1 200 Connection established\r\n\r\n");
                }
                else
                {
                    await WriteAsync(serviceStream, head);
                }

                await Task.WhenAny(clientStream.CopyToAsync(serviceStream), serviceStream.CopyToAsync(clientStream));
            }
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException)
        {
            // one side closed the connection
        }
    }

    private async Task<string> ReadHeadAsync(NetworkStream from)
    {
        var head = new StringBuilder();
        var nextByte = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await from.ReadExactlyAsync(nextByte);
            head.Append((char)nextByte[0]);
        }

        RequestHeaders.Enqueue(head.ToString());
        return head.ToString();
    }

    private static async Task SkipBodyAsync(NetworkStream from, string head)
    {
        const string name = "Content-Length: ";
        var line = head.Split("\r\n").FirstOrDefault(header => header.StartsWith(name, StringComparison.OrdinalIgnoreCase));
        await from.ReadExactlyAsync(new byte[line is null ? 0 : int.Parse(line[name.Length..], null)]);
    }

    private static Task WriteAsync(NetworkStream to, string text) => to.WriteAsync(Encoding.ASCII.GetBytes(text)).AsTask();
}
