using QubridPS.Tests.Support;

namespace QubridPS.Tests.Networks;

/// <summary>-Certificate: a gateway that asks for a certificate is shown the one that was given.</summary>
public class ClientCertificateTests
{
    [Fact]
    public async Task The_certificate_that_was_given_is_shown()
    {
        using var own = Certificates.SelfSigned();
        using var mine = Certificates.SelfSigned("alice");
        await using var service = await TlsService.StartAsync(own, asksForCertificate: true);
        using var shell = new Shell();
        Assert.Empty(shell.Run($"param($mine) Connect-Qubrid -ApiKey {FakeService.TestKey} -BaseUri {service.Address} -SkipCertificateCheck -Certificate $mine", mine).AllErrors);
        Assert.Equal("secret", Assert.Single(shell.Get("Invoke-QubridChat hi")).Text());
        Assert.Equal("CN=alice", service.Client);
    }

    [Fact]
    public async Task Without_one_the_connection_fails()
    {
        using var own = Certificates.SelfSigned();
        await using var service = await TlsService.StartAsync(own, asksForCertificate: true);
        using var shell = new Shell();
        Assert.Empty(shell.Run($"Connect-Qubrid -ApiKey {FakeService.TestKey} -BaseUri {service.Address} -SkipCertificateCheck -MaximumRetryCount 0").AllErrors);
        Assert.StartsWith("Qubrid.ConnectionFailed,", shell.Run("Invoke-QubridChat hi").Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(0, service.Requests);
    }
}
