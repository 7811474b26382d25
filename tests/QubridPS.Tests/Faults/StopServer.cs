using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Faults;

/// <summary>Brings calls to one phase and holds them there; tells when they have come, and when their connections closed.</summary>
internal sealed class StopServer(StopPhase phase, int calls) : IAsyncDisposable
{
    private readonly Countdown _arrived = new(calls);
    private readonly Countdown _closed = new(calls);
    private readonly TcpListener _silent = new(IPAddress.Loopback, 0);
    private readonly ManualResetEventSlim _answered = new();
    private readonly TaskCompletionSource _came = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _answersFirst;
    private FakeService? _service;

    internal string BaseUri { get; private set; } = "";

    internal int Requests => _service?.Bodies.Count ?? 0;

    /// <summary>A request that holds this is answered once the others have come; while others connect, it is the first.</summary>
    internal const string Answered = "answer this";

    internal static async Task<StopServer> StartAsync(StopPhase phase, int calls = 1, bool answersFirst = false)
    {
        var server = new StopServer(phase, calls) { _answersFirst = answersFirst };
        if (phase == StopPhase.Connecting)
        {
            server._silent.Start();
            server.BaseUri = $"https://{server._silent.LocalEndpoint}/v1";
            _ = server.AcceptAsync(answersFirst);
        }
        else
        {
            server._service = await FakeService.StartAsync(context => server.HoldAsync(context));
            server.BaseUri = server._service.BaseUri;
        }

        return server;
    }

    internal bool WaitForAnswer(TimeSpan patience) => _answered.Wait(patience);

    internal bool WaitForArrival(TimeSpan patience) => _arrived.Wait(patience);

    // The handler of the Windows PowerShell build gives up a connection that is not yet made only 5 s after its request: nothing was
    // sent on it.
    internal TimeSpan CloseBound =>
        TimeSpan.FromSeconds(phase == StopPhase.Connecting && TestSettings.ModuleBuild != "net8.0" ? 20 : 5);

    internal Task Closed => _closed.Over;

    public async ValueTask DisposeAsync()
    {
        _silent.Dispose();
        await (_service?.DisposeAsync() ?? default);
    }

    private async Task HoldAsync(Microsoft.AspNetCore.Http.HttpContext context)
    {
        if (((string)context.Items[FakeService.BodyItem]!).Contains(Answered, StringComparison.Ordinal))
        {
            _came.TrySetResult();
            await _arrived.Over; // or its answer might be shown before the others were even sent
            await Wire.StreamAsync(context, "first");
            return;
        }

        if (phase == StopPhase.RetryDelay)
        {
            await (_answersFirst ? _came.Task : Task.CompletedTask); // the pause holds back whoever was not sent yet
            context.Response.Headers.RetryAfter = "250";
            await Wire.ErrorAsync(context, 429, "slow down");
            _closed.Signal(); // nothing is open in a delay
            _arrived.Signal();
            return;
        }

        context.RequestAborted.Register(() => _closed.Signal());
        if (phase == StopPhase.Tokens)
        {
            Wire.StartStream(context);
            await Wire.TokenAsync(context, "a");
        }

        _arrived.Signal();
        await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private async Task AcceptAsync(bool answersFirst)
    {
        if (answersFirst)
        {
            await AnswerAsync(await _silent.AcceptSocketAsync());
            _answered.Set();
        }

        while (await _silent.AcceptSocketAsync() is { } socket)
        {
            _ = Task.Run(async () =>
            {
                using var taken = socket;
                var buffer = new byte[4096];
                await taken.ReceiveAsync(buffer); // the client's hello
                _arrived.Signal();
                await taken.ReceiveAsync(buffer).ContinueWith(_ => { }, TaskScheduler.Default); // its end, in one way or another
                _closed.Signal();
            });
        }
    }

    private static async Task AnswerAsync(Socket socket)
    {
        using var certificate = Networks.Certificates.SelfSigned();
        await using var secured = new SslStream(new NetworkStream(socket, ownsSocket: true));
        await secured.AuthenticateAsServerAsync(certificate);
        using var asked = new MemoryStream();
        var buffer = new byte[4096];
        while (!Encoding.UTF8.GetString(asked.ToArray()).Contains(Answered, StringComparison.Ordinal))
        {
            asked.Write(buffer, 0, await secured.ReadAsync(buffer));
        }

        var answer = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n" + Events.Done("first");
        await secured.WriteAsync(Encoding.UTF8.GetBytes(answer));
    }
}
