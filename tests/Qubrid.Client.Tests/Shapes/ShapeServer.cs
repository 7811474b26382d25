using System.Globalization;
using System.Text.Json;

namespace Qubrid.Client.Tests.Shapes;

/// <summary>Sends one shape, cut as the request's model says: "whole", "bytes", or the place of the cut.</summary>
internal static class ShapeServer
{
    internal static Task<WireServer> StartAsync(WireShape shape) => WireServer.StartAsync(context => AnswerAsync(context, shape));

    private static async Task AnswerAsync(HttpContext context, WireShape shape)
    {
        using var request = JsonDocument.Parse(await context.ReadBodyAsync());
        context.Response.ContentType = shape.ContentType;
        if (shape.ContentEncoding is not null)
        {
            context.Response.Headers.ContentEncoding = shape.ContentEncoding;
        }

        foreach (var piece in Cut(shape.Body, request.RootElement.GetProperty("model").GetString()!))
        {
            await context.Response.Body.WriteAsync(piece);
            await context.Response.Body.FlushAsync();
            if (piece.Length > 1)
            {
                await Task.Delay(1); // lets the client read, or the system would join the halves again
            }
        }

        if (shape.StaysOpen)
        {
            await context.UntilAborted();
        }
        else if (shape.Breaks)
        {
            throw Answers.Broken;
        }
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Cut(byte[] body, string how)
    {
        switch (how)
        {
            case "whole":
                return [body];
            case "bytes":
                return Enumerable.Range(0, body.Length).Select(place => (ReadOnlyMemory<byte>)body.AsMemory(place, 1));
            default:
                var place = int.Parse(how, CultureInfo.InvariantCulture);
                return [body.AsMemory(0, place), body.AsMemory(place)];
        }
    }
}
