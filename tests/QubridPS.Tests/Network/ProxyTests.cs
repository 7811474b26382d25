using QubridPS.Tests.Support;

namespace QubridPS.Tests.Network;

/// <summary>Tests -Proxy: requests are sent through it, the API key is not disclosed to it, and credentials only if they were specified.</summary>
public class ProxyTests
{
    private const string Credential = "([pscredential]::new('alice', (& { $s = [securestring]::new(); 'wonder'.ToCharArray() | ForEach-Object { $s.AppendChar($_) }; $s })))";

    [Fact]
    public async Task Https_request_is_tunneled_through_the_proxy()
    {
        using var certificate = Certificates.CreateSelfSigned();
        await using var service = await TlsStubServer.StartAsync(certificate);
        using var proxy = new LoopbackProxy(service.Address);
        using var shell = Connect(service.Address, $"-SkipCertificateCheck -Proxy {proxy.Address}");
        Assert.Equal("secret", Assert.Single(shell.Get("Invoke-QubridChat hi")).GetText());
        var head = Assert.Single(proxy.RequestHeaders);
        Assert.StartsWith("CONNECT 127.0.0.1:", head, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", head, StringComparison.Ordinal);
        Assert.DoesNotContain("Proxy-Authorization", head, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Proxy_for_a_plain_http_address_is_refused()
    {
        using var shell = new Shell();
        var error = shell.Run("Connect-Qubrid -ApiKey k -BaseUri http://127.0.0.1:9/v1 -Proxy http://127.0.0.1:8").Error;
        Assert.StartsWith("Qubrid.InvalidProxy,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proxy_credentials_are_sent_on_challenge()
    {
        using var certificate = Certificates.CreateSelfSigned();
        await using var secure = await TlsStubServer.StartAsync(certificate);
        var address = secure.Address;
        using var proxy = new LoopbackProxy(address, "alice", "wonder");
        using var shell = Connect(address, $"-SkipCertificateCheck -Proxy {proxy.Address} -ProxyCredential {Credential}");
        Assert.Equal("secret", Assert.Single(shell.Get("Invoke-QubridChat hi")).GetText());
        Assert.Contains(proxy.RequestHeaders, head => head.Contains("Proxy-Authorization: Basic", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Proxy_rejection_is_an_error_that_names_the_proxy()
    {
        using var certificate = Certificates.CreateSelfSigned();
        await using var secure = await TlsStubServer.StartAsync(certificate);
        var address = secure.Address;
        using var proxy = new LoopbackProxy(address, "alice", "wonder");
        using var shell = Connect(address, $"-SkipCertificateCheck -MaximumRetryCount 0 -Proxy {proxy.Address}");
        var error = shell.Run("Invoke-QubridChat hi").Error;
        Assert.StartsWith("Qubrid.ConnectionFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("proxy", error.ErrorDetails.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("-ProxyCredential", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(0, secure.Requests);
    }

    [Fact]
    public void Unreachable_proxy_is_a_connection_failure()
    {
        const string address = "https://127.0.0.1:9/v1";
        var closedProxy = new LoopbackProxy(address);
        closedProxy.Dispose();
        using var shell = Connect(address, $"-MaximumRetryCount 0 -Proxy {closedProxy.Address}");
        Assert.StartsWith("Qubrid.ConnectionFailed,", shell.Run("Invoke-QubridChat hi").Error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    private static Shell Connect(string address, string arguments)
    {
        var shell = new Shell();
        Assert.Empty(shell.Run($"Connect-Qubrid -ApiKey {StubServer.TestKey} -BaseUri {address} {arguments}").AllErrors);
        return shell;
    }
}
