using QubridPS.Tests.Network;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Faults;

/// <summary>Tests that a server with an untrusted certificate receives neither the key nor the prompt.</summary>
public class TlsTests
{
    [Fact]
    public async Task Certificate_is_validated_unless_skipped_with_a_warning()
    {
        using var certificate = Certificates.CreateSelfSigned();
        await using var server = await TlsStubServer.StartAsync(certificate);
        using var shell = new Shell();
        shell.Get($"Connect-Qubrid -ApiKey {StubServer.TestKey} -BaseUri {server.Address} -MaximumRetryCount 0");
        var error = shell.Run("Invoke-QubridChat hi").Error;
        Assert.StartsWith("Qubrid.ConnectionFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("certificate", error.ErrorDetails.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, server.Requests);

        var trusting = shell.Run($"Connect-Qubrid -ApiKey {StubServer.TestKey} -BaseUri {server.Address} -SkipCertificateCheck; Invoke-QubridChat hi");
        Assert.Empty(trusting.AllErrors);
        Assert.Equal("secret", Assert.Single(trusting.Output).GetText());
        Assert.Contains("Certificate validation is disabled", Assert.Single(trusting.Warnings), StringComparison.Ordinal);
        Assert.Equal(1, server.Requests);
    }

    [Theory]
    [InlineData("http://qubrid.invalid/v1")]
    [InlineData("http://192.0.2.1/v1")]
    [InlineData("ftp://127.0.0.1/v1")]
    public void Plain_http_is_allowed_for_loopback_only(string address)
    {
        using var shell = new Shell();
        var error = shell.Run($"Connect-Qubrid -ApiKey {StubServer.TestKey} -BaseUri {address}").Error;
        Assert.StartsWith("Qubrid.InvalidBaseUri,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }
}
