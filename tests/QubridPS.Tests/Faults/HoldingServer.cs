using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using QubridPS.Tests.Network;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Faults;

/// <summary>Holds calls in one phase; reports when they have reached it, and when their connections were closed.</summary>
internal sealed class HoldingServer(CallPhase phase, int callCount) : IAsyncDisposable
{
    private readonly AsyncCountdown _arrived = new(callCount);
    private readonly AsyncCountdown _closed = new(callCount);
    private readonly TcpListener _unresponsiveListener = new(IPAddress.Loopback, 0);
    private readonly ManualResetEventSlim _firstCompleted = new();
    private readonly TaskCompletionSource _firstConnection = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _completesFirst;
    private StubServer? _service;

    internal string BaseUri { get; private set; } = "";

    internal int Requests => _service?.Bodies.Count ?? 0;

    /// <summary>A request that contains this text completes after the others have arrived; if others are connecting, it is the first.</summary>
    internal const string FirstPrompt = "answer this";

    internal static async Task<HoldingServer> StartAsync(CallPhase phase, int callCount = 1, bool completesFirst = false)
    {
        var server = new HoldingServer(phase, callCount) { _completesFirst = completesFirst };
        if (phase == CallPhase.Connecting)
        {
            server._unresponsiveListener.Start();
            server.BaseUri = $"https://{server._unresponsiveListener.LocalEndpoint}/v1";
            _ = server.AcceptAsync(completesFirst);
        }
        else
        {
            server._service = await StubServer.StartAsync(context => server.HoldAsync(context));
            server.BaseUri = server._service.BaseUri;
        }

        return server;
    }

    internal bool WaitForFirstCompletion(TimeSpan timeout) => _firstCompleted.Wait(timeout);

    internal bool WaitForArrival(TimeSpan timeout) => _arrived.Wait(timeout);

    // In the netstandard2.0 build, HttpClientHandler closes a pending connection only 5 s after the request was canceled. Nothing was sent
    // on it.
    internal TimeSpan CloseTimeout { get; } = TimeSpan.FromSeconds(20);

    internal Task Closed => _closed.Completed;

    public async ValueTask DisposeAsync()
    {
        _unresponsiveListener.Dispose();
        await (_service?.DisposeAsync() ?? default);
    }

    private async Task HoldAsync(Microsoft.AspNetCore.Http.HttpContext context)
    {
        if (((string)context.Items[StubServer.BodyItem]!).Contains(FirstPrompt, StringComparison.Ordinal))
        {
            _firstConnection.TrySetResult();
            await _arrived.Completed; // otherwise the completion could be written before the others were sent
            await StubResponses.SendStreamAsync(context, "first");
            return;
        }

        if (phase == CallPhase.RetryDelay)
        {
            await (_completesFirst ? _firstConnection.Task : Task.CompletedTask); // the pause holds requests that were not sent yet
            context.Response.Headers.RetryAfter = "250";
            await StubResponses.SendErrorAsync(context, 429, "slow down");
            _closed.Signal(); // no connection is open during a delay
            _arrived.Signal();
            return;
        }

        context.RequestAborted.Register(() => _closed.Signal());
        if (phase == CallPhase.Tokens)
        {
            StubResponses.StartStream(context);
            await StubResponses.SendTokenAsync(context, "a");
        }

        _arrived.Signal();
        await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private async Task AcceptAsync(bool completesFirst)
    {
        if (completesFirst)
        {
            await CompleteAsync(await _unresponsiveListener.AcceptSocketAsync());
            _firstCompleted.Set();
        }

        while (await _unresponsiveListener.AcceptSocketAsync() is { } socket)
        {
            _ = Task.Run(async () =>
            {
                using var connections = socket;
                var buffer = new byte[4096];
                await connections.ReceiveAsync(buffer); // the ClientHello message
                _arrived.Signal();
                await connections.ReceiveAsync(buffer).ContinueWith(_ => { }, TaskScheduler.Default); // completes when the client closes or resets the connection
                _closed.Signal();
            });
        }
    }

    private static async Task CompleteAsync(Socket socket)
    {
        using var certificate = Certificates.CreateSelfSigned();
        await using var tlsStream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        await tlsStream.AuthenticateAsServerAsync(certificate);
        using var request = new MemoryStream();
        var buffer = new byte[4096];
        while (!Encoding.UTF8.GetString(request.ToArray()).Contains(FirstPrompt, StringComparison.Ordinal))
        {
            request.Write(buffer, 0, await tlsStream.ReadAsync(buffer));
        }

        var response = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n" + SseFixtures.DoneStream("first");
        await tlsStream.WriteAsync(Encoding.UTF8.GetBytes(response));
    }
}
