using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Network;

/// <summary>Represents a service with TLS that returns the completion "secret".</summary>
internal sealed class TlsStubServer : IAsyncDisposable
{
    private readonly WebApplication _server;
    private int _requests;

    private TlsStubServer(WebApplication server) => _server = server;

    internal string Address { get; private set; } = "";

    internal int Requests => Volatile.Read(ref _requests);

    /// <summary>Gets the subject of the last client certificate.</summary>
    internal string? ClientCertificate { get; private set; }

    internal static async Task<TlsStubServer> StartAsync(X509Certificate2 certificate, bool requestsClientCertificate = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(https =>
        {
            https.ServerCertificate = certificate;
            https.ClientCertificateMode = requestsClientCertificate ? ClientCertificateMode.RequireCertificate : ClientCertificateMode.NoCertificate;
            https.ClientCertificateValidation = (_, _, _) => true;
        })));
        var server = builder.Build();
        var service = new TlsStubServer(server);
        server.Run(context =>
        {
            Interlocked.Increment(ref service._requests);
            service.ClientCertificate = context.Connection.ClientCertificate?.Subject;
            return StubResponses.SendStreamAsync(context, "secret");
        });
        await server.StartAsync();
        service.Address = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/v1";
        return service;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
