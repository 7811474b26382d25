using QubridPS.Tests.Networks;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Host;

/// <summary>What a process takes from its environment: the proxy, and whom the system trusts.</summary>
public class NetworkTests
{
    private const string Script = $"Connect-Qubrid -ApiKey {FakeService.TestKey} -BaseUri https://qubrid.test/v1 -MaximumRetryCount 0; (Invoke-QubridChat hi).Text";

    [Fact]
    public async Task The_proxy_and_the_trust_of_the_environment_are_used()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only there a process can be given an authority of its own to trust.");
        using var authority = Certificates.Authority();
        using var certificate = Certificates.Issue(authority, "qubrid.test");
        await using var service = await TlsService.StartAsync(certificate);
        using var proxy = new LoopbackProxy(service.Address);
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("company.pem"), authority.ExportCertificatePem());

        var trusting = await HostRun.RunAsync(new Dictionary<string, string> { ["HTTPS_PROXY"] = proxy.Address, ["SSL_CERT_FILE"] = folder.File("company.pem") }, "-Command", Script);
        Assert.Equal(("secret\n", ""), (trusting.Output, trusting.Errors));
        Assert.StartsWith("CONNECT qubrid.test:443", Assert.Single(proxy.Heads), StringComparison.Ordinal);
        Assert.Equal(1, service.Requests);

        var doubting = await HostRun.RunAsync(new Dictionary<string, string> { ["HTTPS_PROXY"] = proxy.Address }, "-Command", Script);
        Assert.Contains("certificate", doubting.Errors, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, service.Requests);
    }
}
