using System.Text;

namespace Qubrid.Client.Tests.Support;

/// <summary>Represents a request that the server received.</summary>
internal sealed record ReceivedRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    internal string Text => Encoding.UTF8.GetString(Body);

    /// <summary>Sends the request to a new server and returns what it received.</summary>
    internal static async Task<ReceivedRequest> CaptureAsync(ChatRequest request)
    {
        var received = new TaskCompletionSource<ReceivedRequest>();
        await using var server = await TestServer.StartAsync(async context =>
        {
            received.SetResult(await ReadAsync(context.Request));
            await context.SendEventsAsync(Sse.TextStream("Hello"));
        });
        using var client = server.Connect();
        await client.CompleteAsync(request: request);
        return await received.Task.WithTimeout();
    }

    private static async Task<ReceivedRequest> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return new ReceivedRequest(
            request.Method,
            request.Path + request.QueryString,
            request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray());
    }
}
