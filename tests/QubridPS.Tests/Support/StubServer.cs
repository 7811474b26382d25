using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace QubridPS.Tests.Support;

/// <summary>Represents a Kestrel server on 127.0.0.1 whose responses the test defines.</summary>
internal sealed class StubServer : IAsyncDisposable
{
    private readonly WebApplication _server;

    private StubServer(WebApplication server) => _server = server;

    internal string BaseUri { get; private set; } = "";

    internal ConcurrentQueue<string> Bodies { get; } = new();

    internal static async Task<StubServer> StartAsync(Func<HttpContext, Task> respond)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        var server = builder.Build();
        var service = new StubServer(server);
        server.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync();
            context.Items[BodyItem] = body;
            service.Bodies.Enqueue(body);
            await respond(context);
        });
        await server.StartAsync();
        var address = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        service.BaseUri = address + "/v1";
        return service;
    }

    /// <summary>Creates a session that is connected to the server.</summary>
    internal Shell Connect(string arguments = "")
    {
        var shell = new Shell();
        Connect(shell, arguments);
        return shell;
    }

    /// <summary>Connects a session to the server.</summary>
    internal void Connect(Shell shell, string arguments) => shell.Get($"Connect-Qubrid -ApiKey {TestKey} -BaseUri {BaseUri} -RetryIntervalSec 0.01 {arguments}");

    /// <summary>The name of the request body in the items of the context.</summary>
    internal const string BodyItem = "body";

    internal const string TestKey = "sk-canary-0123456789";

    public async ValueTask DisposeAsync()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _server.StopAsync(timeout.Token);
        await _server.DisposeAsync();
    }
}

/// <summary>Reads requests and writes responses.</summary>
internal static class StubResponses
{
    /// <summary>Returns the text of the last message.</summary>
    internal static string ReadPrompt(HttpContext context) =>
        JsonDocument.Parse((string)context.Items[StubServer.BodyItem]!).RootElement.GetProperty("messages").EnumerateArray().Last().GetProperty("content").GetString()!;

    internal static async Task SendStreamAsync(HttpContext context, params string[] tokens)
    {
        StartStream(context);
        foreach (var token in tokens)
        {
            await SendTokenAsync(context, token);
        }

        await SendEndAsync(context);
    }

    internal static void StartStream(HttpContext context) => context.Response.ContentType = "text/event-stream";

    internal static Task SendTokenAsync(HttpContext context, string token) =>
        SendAsync(context, $$"""data: {"id":"c1","object":"chat.completion.chunk","created":1710000000,"model":"m","choices":[{"index":0,"delta":{"content":{{Quote(token)}}},"finish_reason":null}]}""" + "\n\n");

    internal static Task SendEndAsync(HttpContext context) => SendAsync(
        context,
        """
        data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5},"x_metrics":{"ttft_seconds":0.5,"tps":10,"total_time_seconds":1}}

        data: [DONE]


        """.ReplaceLineEndings("\n"));

    internal static async Task SendAsync(HttpContext context, string text)
    {
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text));
        await context.Response.Body.FlushAsync();
    }

    internal static Task SendErrorAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.Headers["x-request-id"] = "req-7";
        return SendAsync(context, $$$"""{"error":{"message":{{{Quote(message)}}},"type":"some_type","code":"some_code"}}""");
    }

    private static string Quote(string text) => JsonSerializer.Serialize(text);
}
