using System.Text;

namespace Qubrid.Client.Tests.Support;

/// <summary>A request as it came to the server.</summary>
internal sealed record Received(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    internal string Text => Encoding.UTF8.GetString(Body);

    /// <summary>Sends the request to a server of its own and returns what came there.</summary>
    internal static async Task<Received> OfAsync(ChatRequest request)
    {
        var received = new TaskCompletionSource<Received>();
        await using var server = await WireServer.StartAsync(async context =>
        {
            received.SetResult(await FromAsync(context.Request));
            await context.SendEventsAsync(Sse.Say("Hello"));
        });
        using var client = server.Connect();
        await client.CompleteAsync(request: request);
        return await received.Task.Soon();
    }

    private static async Task<Received> FromAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return new Received(
            request.Method,
            request.Path + request.QueryString,
            request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray());
    }
}
