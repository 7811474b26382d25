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
    public async Task Plain_http_to_loopback_uses_an_explicit_proxy()
    {
        await using var service = await StubServer.StartAsync(context => StubResponses.SendStreamAsync(context, "through"));
        using var proxy = new LoopbackProxy(service.BaseUri);
        using var shell = Connect(service.BaseUri, $"-Proxy {proxy.Address}");
        Assert.Equal("through", Assert.Single(shell.Get("Invoke-QubridChat hi")).GetText());
        Assert.StartsWith($"POST {service.BaseUri}/chat/completions", Assert.Single(proxy.RequestHeaders), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Proxy_credentials_are_sent_on_challenge(bool tls)
    {
        using var certificate = Certificates.CreateSelfSigned();
        await using var secure = await TlsStubServer.StartAsync(certificate);
        await using var plain = await StubServer.StartAsync(context => StubResponses.SendStreamAsync(context, "secret"));
        var address = tls ? secure.Address : plain.BaseUri;
        using var proxy = new LoopbackProxy(address, "alice", "wonder");
        using var shell = Connect(address, $"-SkipCertificateCheck -Proxy {proxy.Address} -ProxyCredential {Credential}");
        Assert.Equal("secret", Assert.Single(shell.Get("Invoke-QubridChat hi")).GetText());
        Assert.Contains(proxy.RequestHeaders, head => head.Contains("Proxy-Authorization: Basic", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Proxy_rejection_is_an_error_that_names_the_proxy(bool tls)
    {
        using var certificate = Certificates.CreateSelfSigned();
        await using var secure = await TlsStubServer.StartAsync(certificate);
        await using var plain = await StubServer.StartAsync(context => StubResponses.SendStreamAsync(context, "secret"));
        var address = tls ? secure.Address : plain.BaseUri;
        using var proxy = new LoopbackProxy(address, "alice", "wonder");
        using var shell = Connect(address, $"-SkipCertificateCheck -MaximumRetryCount 0 -Proxy {proxy.Address}");
        var error = shell.Run("Invoke-QubridChat hi").Error;
        Assert.StartsWith("Qubrid.ConnectionFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("proxy", error.ErrorDetails.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("-ProxyCredential", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(0, secure.Requests + plain.Bodies.Count);
    }

    [Fact]
    public async Task Unreachable_proxy_is_a_connection_failure()
    {
        await using var service = await StubServer.StartAsync(context => StubResponses.SendStreamAsync(context, "secret"));
        var closedProxy = new LoopbackProxy(service.BaseUri);
        closedProxy.Dispose();
        using var shell = Connect(service.BaseUri, $"-MaximumRetryCount 0 -Proxy {closedProxy.Address}");
        Assert.StartsWith("Qubrid.ConnectionFailed,", shell.Run("Invoke-QubridChat hi").Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(service.Bodies);
    }

    private static Shell Connect(string address, string arguments)
    {
        var shell = new Shell();
        Assert.Empty(shell.Run($"Connect-Qubrid -ApiKey {StubServer.TestKey} -BaseUri {address} {arguments}").AllErrors);
        return shell;
    }
}
