using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Faults;

/// <summary>Represents a server that sends the same fault to each request, and records the times of the requests.</summary>
internal sealed class FaultServer : IAsyncDisposable
{
    private const string Counter = "bytes";
    private readonly ConcurrentQueue<long> _requestTimes = new();
    private StubServer _service = null!;
    private long _bytes;

    internal string BaseUri => _service.BaseUri;

    internal int Requests => _requestTimes.Count;

    internal long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Gets the minimum time between two requests.</summary>
    internal TimeSpan ShortestPause
    {
        get
        {
            var times = _requestTimes.ToArray();
            return times.Length < 2 ? TimeSpan.Zero : times.Zip(times.Skip(1), Stopwatch.GetElapsedTime).Min();
        }
    }

    internal static async Task<FaultServer> StartAsync(FaultCase faultCase)
    {
        var server = new FaultServer();
        server._service = await StubServer.StartAsync(context =>
        {
            server._requestTimes.Enqueue(Stopwatch.GetTimestamp());
            context.Items[Counter] = server;
            using var body = JsonDocument.Parse((string)context.Items[StubServer.BodyItem]!);
            return faultCase.Respond!(context, body.RootElement.GetProperty("stream").GetBoolean());
        });
        return server;
    }

    internal static void Count(HttpContext context, int bytes) => Interlocked.Add(ref ((FaultServer)context.Items[Counter]!)._bytes, bytes);

    public ValueTask DisposeAsync() => _service.DisposeAsync();
}
