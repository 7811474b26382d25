using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Faults;

/// <summary>A server whose certificate nobody vouches for gets neither the key nor the prompt.</summary>
public class TlsTests
{
    [Fact]
    public async Task A_certificate_is_checked_unless_the_user_says_not_to_and_is_warned()
    {
        var requests = 0;
        await using var server = await StartAsync(() => requests++);
        using var shell = new Shell();
        shell.Get($"Connect-Qubrid -ApiKey {FakeService.TestKey} -BaseUri {server.Address} -MaximumRetryCount 0");
        var error = shell.Run("Invoke-QubridChat hi").Error;
        Assert.StartsWith("Qubrid.ConnectionFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("certificate", error.ErrorDetails.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, requests);

        var trusting = shell.Run($"Connect-Qubrid -ApiKey {FakeService.TestKey} -BaseUri {server.Address} -SkipCertificateCheck; Invoke-QubridChat hi");
        Assert.Empty(trusting.AllErrors);
        Assert.Equal("secret", Assert.Single(trusting.Output).Text());
        Assert.Contains("will not be checked", Assert.Single(trusting.Warnings), StringComparison.Ordinal);
        Assert.Equal(1, requests);
    }

    [Theory]
    [InlineData("http://qubrid.invalid/v1")]
    [InlineData("http://192.0.2.1/v1")]
    [InlineData("ftp://127.0.0.1/v1")]
    public void Plain_http_goes_to_loopback_only(string address)
    {
        using var shell = new Shell();
        var error = shell.Run($"Connect-Qubrid -ApiKey {FakeService.TestKey} -BaseUri {address}").Error;
        Assert.StartsWith("Qubrid.InvalidBaseUri,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    private static async Task<Endpoint> StartAsync(Action onRequest)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(SelfSigned())));
        var server = builder.Build();
        server.Run(context =>
        {
            onRequest();
            return Wire.StreamAsync(context, "secret");
        });
        await server.StartAsync();
        var address = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new Endpoint(server, address + "/v1");
    }

    internal static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private sealed record Endpoint(WebApplication Server, string Address) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
