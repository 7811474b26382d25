using System.Globalization;
using System.Text.Json;

namespace Qubrid.Client.Tests.Samples;

/// <summary>Sends a sample in the way that the model of the request specifies: "complete", "byte-by-byte", or the position of the split.</summary>
internal static class ResponseSampleServer
{
    internal static Task<TestServer> StartAsync(ResponseSample sample) => TestServer.StartAsync(context => SendAsync(context, sample));

    private static async Task SendAsync(HttpContext context, ResponseSample sample)
    {
        using var request = JsonDocument.Parse(await context.ReadBodyAsync());
        context.Response.ContentType = sample.ContentType;
        if (sample.ContentEncoding is not null)
        {
            context.Response.Headers.ContentEncoding = sample.ContentEncoding;
        }

        foreach (var chunk in SplitBody(sample.Body, request.RootElement.GetProperty("model").GetString()!))
        {
            await context.Response.Body.WriteAsync(chunk);
            await context.Response.Body.FlushAsync();
            if (chunk.Length > 1)
            {
                await Task.Delay(1); // lets the client read; otherwise the two parts would be joined
            }
        }

        if (sample.StaysOpen)
        {
            await context.WaitForAbortAsync();
        }
        else if (sample.BreaksConnection)
        {
            throw StubResponses.Aborted;
        }
    }

    private static IEnumerable<ReadOnlyMemory<byte>> SplitBody(byte[] body, string chunking)
    {
        switch (chunking)
        {
            case "complete":
                return [body];
            case "byte-by-byte":
                return Enumerable.Range(0, body.Length).Select(index => (ReadOnlyMemory<byte>)body.AsMemory(index, 1));
            default:
                var index = int.Parse(chunking, CultureInfo.InvariantCulture);
                return [body.AsMemory(0, index), body.AsMemory(index)];
        }
    }
}
