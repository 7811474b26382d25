using QubridPS.Tests.Network;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Processes;

/// <summary>Tests the settings that a process inherits: the proxy, and the certificate authorities that the system trusts.</summary>
public class EnvironmentTests
{
    private const string Command = $"Connect-Qubrid -ApiKey {StubServer.TestKey} -BaseUri https://qubrid.test/v1 -MaximumRetryCount 0; (Invoke-QubridChat hi).Text";

    [Fact]
    public async Task Proxy_and_certificate_authority_of_the_environment_are_used()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only on Linux an environment variable adds a certificate authority for one process.");
        using var authority = Certificates.CreateAuthority();
        using var certificate = Certificates.Issue(authority, "qubrid.test");
        await using var service = await TlsStubServer.StartAsync(certificate);
        using var proxy = new LoopbackProxy(service.Address);
        using var folder = new TemporaryFolder();
        var file = folder.File("company.pem");
        await File.WriteAllTextAsync(file, authority.ExportCertificatePem(), TestContext.Current.CancellationToken);

        var trusting = await ChildShell.RunAsync(new() { ["HTTPS_PROXY"] = proxy.Address, ["SSL_CERT_FILE"] = file }, Command);
        Assert.Equal((0, "secret\n", ""), trusting);
        Assert.StartsWith("CONNECT qubrid.test:443", Assert.Single(proxy.RequestHeaders), StringComparison.Ordinal);
        Assert.Equal(1, service.Requests);

        var distrusting = await ChildShell.RunAsync(new() { ["HTTPS_PROXY"] = proxy.Address }, Command);
        Assert.Contains("certificate", distrusting.Errors, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, service.Requests);
    }
}
