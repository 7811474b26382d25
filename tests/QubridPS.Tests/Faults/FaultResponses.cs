using System.Globalization;
using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Answer = System.Func<Microsoft.AspNetCore.Http.HttpContext, bool, System.Threading.Tasks.Task>;

namespace QubridPS.Tests.Faults;

/// <summary>What a server can do wrong. Each is told whether a stream was asked for.</summary>
internal static class FaultResponses
{
    internal const string LoginPage = "<html><title>Please sign in</title></html>";

    internal static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    /// <summary>Ends the connection with RST, not FIN: what a crashed process or a firewall does.</summary>
    internal static Answer ResetConnection() => (context, _) =>
    {
        var socket = context.Features.Get<IConnectionSocketFeature>()!.Socket;
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
        context.Abort();
        return Task.CompletedTask;
    };

    /// <summary>Answers in some other protocol.</summary>
    internal static Answer SendRaw(string bytes) => async (context, _) =>
    {
        await context.Features.Get<IConnectionSocketFeature>()!.Socket.SendAsync(Encoding.ASCII.GetBytes(bytes));
        context.Abort();
    };

    /// <summary>Ends the connection with FIN in the middle of the body.</summary>
    internal static Answer BreakConnection() => (_, _) => throw new IOException("The server breaks off.");

    internal static Answer Stall() => (context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);

    internal static Answer PartialThen(Answer next) => Send(SseFixtures.PartialStream, SseFixtures.CompletionJson("Half")[..20], next);

    internal static Answer Send(string streamed, string buffered, Answer? next = null) => async (context, isStream) =>
    {
        context.Response.ContentType = isStream ? "text/event-stream" : "application/json";
        await WriteAsync(context, Encoding.UTF8.GetBytes(isStream ? streamed : buffered));
        if (next is not null)
        {
            await Task.Delay(50); // what was written is to be read before it breaks
            await next(context, isStream);
        }
    };

    internal static Answer WithContentType(string type, string streamed, string buffered, params (string, string)[] headers) => async (context, isStream) =>
    {
        SetHeaders(context, 200, headers);
        context.Response.ContentType = type;
        await WriteAsync(context, Encoding.UTF8.GetBytes(isStream ? streamed : buffered));
    };

    internal static Answer Latin1(string streamed, string buffered) => async (context, isStream) =>
    {
        context.Response.ContentType = isStream ? "text/event-stream" : "application/json";
        await WriteAsync(context, Encoding.Latin1.GetBytes(isStream ? streamed : buffered));
    };

    internal static Answer Gzip(string streamed, string buffered) => async (context, isStream) =>
    {
        context.Response.ContentType = isStream ? "text/event-stream" : "application/json";
        context.Response.Headers.ContentEncoding = "gzip";
        using var compressed = new MemoryStream();
        await using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(isStream ? streamed : buffered));
        }

        await WriteAsync(context, compressed.ToArray());
    };

    internal static Answer Error(int status, params (string, string)[] headers) =>
        SendStatus(status, """{"error":{"message":"the service's words","type":"t","code":"c"}}""", headers);

    /// <summary>Refuses, and asks to wait until the second after the next.</summary>
    internal static Answer RetryLater(int status) => (context, isStream) =>
        Error(status, ("Retry-After", DateTimeOffset.UtcNow.AddSeconds(2).ToString("R", CultureInfo.InvariantCulture)))(context, isStream);

    internal static Answer SendStatus(int status, string body, params (string, string)[] headers) => async (context, _) =>
    {
        SetHeaders(context, status, headers);
        if (body.Length > 0)
        {
            await WriteAsync(context, Encoding.UTF8.GetBytes(body));
        }
    };

    /// <summary>A hundred megabytes of error, as far as the client takes them.</summary>
    internal static Answer EndlessBody(int status) => async (context, _) =>
    {
        context.Response.StatusCode = status;
        var block = Encoding.ASCII.GetBytes(new string('x', 100_000));
        for (var sent = 0; sent < 1000 && !context.RequestAborted.IsCancellationRequested; sent++)
        {
            await WriteAsync(context, block);
            FaultServer.Count(context, block.Length);
            await Task.Delay(1); // a write to a client that has gone fails only a moment later
        }
    };

    private static void SetHeaders(HttpContext context, int status, (string Name, string Value)[] headers)
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers)
        {
            context.Response.Headers[name] = value;
        }
    }

    private static async Task WriteAsync(HttpContext context, byte[] bytes)
    {
        await context.Response.Body.WriteAsync(bytes);
        await context.Response.Body.FlushAsync();
    }
}
