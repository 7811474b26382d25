using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Qubrid.Client.Tests.Support;

/// <summary>A TCP server on a free port of 127.0.0.1 that returns bytes that no HTTP library would send.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<NetworkStream, CancellationToken, Task> _respond;
    private readonly Task _accepting;
    private int _requests;

    private RawServer(Func<NetworkStream, CancellationToken, Task> respond)
    {
        _respond = respond;
        _listener.Start();
        BaseUri = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1");
        _accepting = AcceptAsync();
    }

    internal Uri BaseUri { get; }

    internal int Requests => Volatile.Read(ref _requests);

    internal static RawServer Start(Func<NetworkStream, CancellationToken, Task> respond) => new(respond);

    /// <summary>Returns text, one byte per character, and closes the connection.</summary>
    internal static RawServer Start(string response) => new(async (stream, stop) => await stream.WriteAsync(Encoding.Latin1.GetBytes(response), stop));

    internal QubridClient Connect() => TestClient.Connect(BaseUri);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = ServeAsync(client);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                await ReadRequestAsync(stream);
                Interlocked.Increment(ref _requests);
                await _respond(stream, _stop.Token);
                client.Client.Shutdown(SocketShutdown.Send);
                _ = await stream.ReadAsync(new byte[1], _stop.Token); // until the client closes, because a reset could overtake the response
            }
            catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
            }
        }
    }

    private async Task ReadRequestAsync(NetworkStream stream)
    {
        var received = new StringBuilder();
        var buffer = new byte[4096];
        while (true)
        {
            var read = await stream.ReadAsync(buffer, _stop.Token);
            received.Append(Encoding.Latin1.GetString(buffer, 0, read));
            var text = received.ToString();
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            var length = text.Split("\r\n").Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)).Select(line => int.Parse(line[15..], System.Globalization.CultureInfo.InvariantCulture)).FirstOrDefault();
            if (read == 0 || (end >= 0 && text.Length >= end + 4 + length))
            {
                return;
            }
        }
    }
}
