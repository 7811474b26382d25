using QubridPS.Tests.Support;

namespace QubridPS.Tests.Network;

/// <summary>Tests -Certificate with a gateway that requires a client certificate.</summary>
public class ClientCertificateTests
{
    [Fact]
    public async Task Client_certificate_is_sent()
    {
        using var ownCertificates = Certificates.CreateSelfSigned();
        using var certificate = Certificates.CreateSelfSigned("alice");
        await using var service = await TlsStubServer.StartAsync(ownCertificates, requestsClientCertificate: true);
        using var shell = new Shell();
        Assert.Empty(shell.Run($"param($mine) Connect-Qubrid -ApiKey {StubServer.TestKey} -BaseUri {service.Address} -SkipCertificateCheck -Certificate $mine", certificate).AllErrors);
        Assert.Equal("secret", Assert.Single(shell.Get("Invoke-QubridChat hi")).GetText());
        Assert.Equal("CN=alice", service.ClientCertificate);
    }

    [Fact]
    public async Task Missing_client_certificate_fails_the_connection()
    {
        using var ownCertificates = Certificates.CreateSelfSigned();
        await using var service = await TlsStubServer.StartAsync(ownCertificates, requestsClientCertificate: true);
        using var shell = new Shell();
        Assert.Empty(shell.Run($"Connect-Qubrid -ApiKey {StubServer.TestKey} -BaseUri {service.Address} -SkipCertificateCheck -MaximumRetryCount 0").AllErrors);
        Assert.StartsWith("Qubrid.ConnectionFailed,", shell.Run("Invoke-QubridChat hi").Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(0, service.Requests);
    }
}
