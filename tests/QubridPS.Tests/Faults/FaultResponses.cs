using System.Globalization;
using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Respond = System.Func<Microsoft.AspNetCore.Http.HttpContext, bool, System.Threading.Tasks.Task>;

namespace QubridPS.Tests.Faults;

/// <summary>Creates faulty responses, streamed or buffered as requested.</summary>
internal static class FaultResponses
{
    internal const string LoginPage = "<html><title>Please sign in</title></html>";

    internal static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    /// <summary>Closes the connection with RST instead of FIN, as after a crash of the process or by a firewall.</summary>
    internal static Respond ResetConnection() => (context, _) =>
    {
        var socket = context.Features.Get<IConnectionSocketFeature>()!.Socket;
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
        context.Abort();
        return Task.CompletedTask;
    };

    /// <summary>Responds in another protocol than HTTP.</summary>
    internal static Respond SendRaw(string bytes) => async (context, _) =>
    {
        await context.Features.Get<IConnectionSocketFeature>()!.Socket.SendAsync(Encoding.ASCII.GetBytes(bytes));
        context.Abort();
    };

    /// <summary>Closes the connection with FIN in the middle of the body.</summary>
    internal static Respond BreakConnection() => (_, _) => throw new IOException("The server breaks off.");

    internal static Respond Stall() => (context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);

    internal static Respond PartialThen(Respond next) => Send(SseFixtures.PartialStream, SseFixtures.CompletionJson("Half")[..20], next);

    internal static Respond Send(string streamed, string buffered, Respond? next = null) => async (context, isStream) =>
    {
        context.Response.ContentType = isStream ? "text/event-stream" : "application/json";
        await WriteAsync(context, Encoding.UTF8.GetBytes(isStream ? streamed : buffered));
        if (next is not null)
        {
            await Task.Delay(50); // lets the client read what was written
            await next(context, isStream);
        }
    };

    internal static Respond WithContentType(string type, string streamed, string buffered, params (string, string)[] headers) => async (context, isStream) =>
    {
        SetHeaders(context, 200, headers);
        context.Response.ContentType = type;
        await WriteAsync(context, Encoding.UTF8.GetBytes(isStream ? streamed : buffered));
    };

    internal static Respond Latin1(string streamed, string buffered) => async (context, isStream) =>
    {
        context.Response.ContentType = isStream ? "text/event-stream" : "application/json";
        await WriteAsync(context, Encoding.Latin1.GetBytes(isStream ? streamed : buffered));
    };

    internal static Respond Gzip(string streamed, string buffered) => async (context, isStream) =>
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

    internal static Respond Error(int status, params (string, string)[] headers) =>
        SendStatus(status, """{"error":{"message":"the service's words","type":"t","code":"c"}}""", headers);

    internal static Respond SendStatus(int status, string body, params (string, string)[] headers) => async (context, _) =>
    {
        SetHeaders(context, status, headers);
        if (body.Length > 0)
        {
            await WriteAsync(context, Encoding.UTF8.GetBytes(body));
        }
    };

    /// <summary>Sends an error body of 100 MB, until the client closes the connection.</summary>
    internal static Respond EndlessBody(int status) => async (context, _) =>
    {
        context.Response.StatusCode = status;
        var block = Encoding.ASCII.GetBytes(new string('x', 100_000));
        for (var sent = 0; sent < 1000 && !context.RequestAborted.IsCancellationRequested; sent++)
        {
            await WriteAsync(context, block);
            FaultServer.Count(context, block.Length);
            await Task.Delay(1); // writing to a closed connection fails only after a moment
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
