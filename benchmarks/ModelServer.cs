using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace QubridPS.Benchmarks;

/// <summary>Represents a fast service on Kestrel: /delay/N waits N ms before a short completion, /tokens/N streams N tokens at once, /answer returns a short completion.</summary>
internal static class ModelServer
{
    private const string ResponseText =
        """{"id":"c1","object":"chat.completion","created":1710000000,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":" word"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":1,"total_tokens":4}}""";

    private static readonly byte[] s_token = Encoding.UTF8.GetBytes(
        """data: {"id":"c1","object":"chat.completion.chunk","created":1710000000,"model":"m","choices":[{"index":0,"delta":{"content":" word"},"finish_reason":null}]}""" + "\n\n");

    private static readonly byte[] s_end = Encoding.UTF8.GetBytes(
        """data: {"id":"c1","object":"chat.completion.chunk","created":1710000000,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":1,"total_tokens":4}}""" + "\n\ndata: [DONE]\n\n");

    internal static async Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        await using var server = builder.Build();
        server.MapPost("/delay/{milliseconds:int}/chat/completions", async (int milliseconds, HttpContext context) =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            await Task.Delay(milliseconds);
            await SendAsync(context, 1);
        });
        server.MapPost("/tokens/{count:int}/chat/completions", async (int count, HttpContext context) =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            await SendAsync(context, count);
        });
        server.MapPost("/answer/chat/completions", async (HttpContext context) =>
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body);
            await (body.RootElement.GetProperty("stream").GetBoolean() ? SendAsync(context, 1) : context.Response.WriteAsJsonAsync(JsonDocument.Parse(ResponseText).RootElement));
        });
        server.MapPost("/faults/chat/completions", context => Faults.RespondAsync(context, SendAsync));
        await server.StartAsync();
        var address = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Console.WriteLine(new Uri(address).Port.ToString(CultureInfo.InvariantCulture));

        // Ends with the parent process.
        await Console.In.ReadToEndAsync();
    }

    private static async Task SendAsync(HttpContext context, int tokens)
    {
        context.Response.ContentType = "text/event-stream";
        for (var sent = 0; sent < tokens; sent++)
        {
            context.Response.BodyWriter.Write(s_token);
            if (sent % 64 == 63)
            {
                await context.Response.BodyWriter.FlushAsync();
            }
        }

        context.Response.BodyWriter.Write(s_end);
        await context.Response.BodyWriter.FlushAsync();
    }

    private static void Write(this System.IO.Pipelines.PipeWriter writer, byte[] bytes) => System.Buffers.BuffersExtensions.Write(writer, bytes);
}
