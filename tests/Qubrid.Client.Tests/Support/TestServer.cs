using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Qubrid.Client.Tests.Support;

/// <summary>Represents a Kestrel server on a free port of 127.0.0.1 that sends raw responses. Disposing it aborts all responses.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _requests;

    private TestServer(WebApplication app) => _app = app;

    internal Uri BaseUri { get; private set; } = null!;

    /// <summary>Gets the number of requests received so far, on any path.</summary>
    internal int Requests => Volatile.Read(ref _requests);

    internal static async Task<TestServer> StartAsync(Func<HttpContext, Task> respond)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MinResponseDataRate = null;
        });
        var app = builder.Build();
        var server = new TestServer(app);
        app.Run(context =>
        {
            Interlocked.Increment(ref server._requests);
            return respond(context);
        });
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        server.BaseUri = new Uri(address + "/v1");
        return server;
    }

    /// <summary>Sends the next of these responses to each request, and the last one to all further requests.</summary>
    internal static Task<TestServer> StartAsync(params Func<HttpContext, Task>[] responses)
    {
        var count = 0;
        return StartAsync(context => responses[Math.Min(Interlocked.Increment(ref count), responses.Length) - 1](context));
    }

    internal QubridClient Connect() => TestClient.Connect(BaseUri);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
