using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace QubridPS.Tests.Networks;

/// <summary>A proxy as companies have them: it tunnels and forwards, and may ask who is there. Whatever host is named, it leads to the one service.</summary>
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

    /// <summary>What came to the proxy itself, head by head.</summary>
    internal ConcurrentQueue<string> Heads { get; } = new();

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
            // the test is over
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                var near = client.GetStream();
                var head = await ReadHeadAsync(near);
                while (_authorization is not null && !head.Contains("Proxy-Authorization: " + _authorization, StringComparison.OrdinalIgnoreCase))
                {
                    await SkipBodyAsync(near, head);
                    await WriteAsync(near, "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"company\"\r\nContent-Length: 0\r\n\r\n");
                    head = await ReadHeadAsync(near);
                }

                using var service = new TcpClient();
                await service.ConnectAsync(IPAddress.Loopback, _servicePort);
                var far = service.GetStream();
                if (head.StartsWith("CONNECT ", StringComparison.Ordinal))
                {
                    await WriteAsync(near, "HTTP/1.1 200 Connection established\r\n\r\n");
                }
                else
                {
                    await WriteAsync(far, head);
                }

                await Task.WhenAny(near.CopyToAsync(far), far.CopyToAsync(near));
            }
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException)
        {
            // one side went away
        }
    }

    private async Task<string> ReadHeadAsync(NetworkStream from)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await from.ReadExactlyAsync(one);
            head.Append((char)one[0]);
        }

        Heads.Enqueue(head.ToString());
        return head.ToString();
    }

    private static async Task SkipBodyAsync(NetworkStream from, string head)
    {
        const string name = "Content-Length: ";
        var line = head.Split("\r\n").FirstOrDefault(each => each.StartsWith(name, StringComparison.OrdinalIgnoreCase));
        await from.ReadExactlyAsync(new byte[line is null ? 0 : int.Parse(line[name.Length..], null)]);
    }

    private static Task WriteAsync(NetworkStream to, string text) => to.WriteAsync(Encoding.ASCII.GetBytes(text)).AsTask();
}
