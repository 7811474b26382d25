using QubridPS.Tests.Support;

namespace QubridPS.Tests.Networks;

/// <summary>-Proxy: requests go through it, the key is none of its business, and it is told who asks only where that was said.</summary>
public class ProxyTests
{
    private const string Credential = "([pscredential]::new('alice', (& { $s = [securestring]::new(); 'wonder'.ToCharArray() | ForEach-Object { $s.AppendChar($_) }; $s })))";

    [Fact]
    public async Task A_tunnel_carries_the_request_and_the_proxy_sees_nothing_of_it()
    {
        using var certificate = Certificates.SelfSigned();
        await using var service = await TlsService.StartAsync(certificate);
        using var proxy = new LoopbackProxy(service.Address);
        using var shell = Connect(service.Address, $"-SkipCertificateCheck -Proxy {proxy.Address}");
        Assert.Equal("secret", Assert.Single(shell.Get("Invoke-QubridChat hi")).Text());
        var head = Assert.Single(proxy.Heads);
        Assert.StartsWith("CONNECT 127.0.0.1:", head, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", head, StringComparison.Ordinal);
        Assert.DoesNotContain("Proxy-Authorization", head, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Plain_http_to_loopback_goes_through_it_too()
    {
        await using var service = await FakeService.StartAsync(context => Wire.StreamAsync(context, "through"));
        using var proxy = new LoopbackProxy(service.BaseUri);
        using var shell = Connect(service.BaseUri, $"-Proxy {proxy.Address}");
        Assert.Equal("through", Assert.Single(shell.Get("Invoke-QubridChat hi")).Text());
        Assert.StartsWith($"POST {service.BaseUri}/chat/completions", Assert.Single(proxy.Heads), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_proxy_that_asks_is_told_who_is_there(bool tls)
    {
        using var certificate = Certificates.SelfSigned();
        await using var secure = await TlsService.StartAsync(certificate);
        await using var plain = await FakeService.StartAsync(context => Wire.StreamAsync(context, "secret"));
        var address = tls ? secure.Address : plain.BaseUri;
        using var proxy = new LoopbackProxy(address, "alice", "wonder");
        using var shell = Connect(address, $"-SkipCertificateCheck -Proxy {proxy.Address} -ProxyCredential {Credential}");
        Assert.Equal("secret", Assert.Single(shell.Get("Invoke-QubridChat hi")).Text());
        Assert.Contains(proxy.Heads, head => head.Contains("Proxy-Authorization: Basic", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_proxy_that_turns_away_is_an_error_that_names_it(bool tls)
    {
        using var certificate = Certificates.SelfSigned();
        await using var secure = await TlsService.StartAsync(certificate);
        await using var plain = await FakeService.StartAsync(context => Wire.StreamAsync(context, "secret"));
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
    public async Task A_proxy_that_is_not_there_is_a_connection_that_failed()
    {
        await using var service = await FakeService.StartAsync(context => Wire.StreamAsync(context, "secret"));
        var gone = new LoopbackProxy(service.BaseUri);
        gone.Dispose();
        using var shell = Connect(service.BaseUri, $"-MaximumRetryCount 0 -Proxy {gone.Address}");
        Assert.StartsWith("Qubrid.ConnectionFailed,", shell.Run("Invoke-QubridChat hi").Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(service.Bodies);
    }

    private static Shell Connect(string address, string more)
    {
        var shell = new Shell();
        Assert.Empty(shell.Run($"Connect-Qubrid -ApiKey {FakeService.TestKey} -BaseUri {address} {more}").AllErrors);
        return shell;
    }
}
