using Qubrid.Client.Http;

namespace Qubrid.Client.Tests.Requests;

/// <summary>Tests that requests to loopback addresses use no proxy, which would receive the key and the prompt without encryption.</summary>
public class ProxyTests
{
    public static TheoryData<string> LoopbackHosts { get; } =
    [
        "127.0.0.1", "localhost", "LOCALHOST", "127.0.0.1.", "localhost.", "a.localhost", "127.1", "127.0.0.2", "127.255.255.254", "0x7f.0.0.1", "0x7f000001",
        "2130706433", "0177.0.0.1", "[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
    ];

    [Theory]
    [MemberData(nameof(LoopbackHosts))]
    public void Loopback_address_uses_no_proxy_of_the_environment(string host)
    {
        var baseUri = new Uri($"http://{host}:8080/v1");
        if (QubridClientOptions.ValidateBaseUri(baseUri) is null)
        {
            Assert.False(ProxyRule.IsUsed(new QubridClientOptions { BaseUri = baseUri }));
        }

        Assert.False(ProxyRule.IsUsed(new QubridClientOptions { BaseUri = new Uri("https://127.0.0.1/v1") }));
    }

    [Theory]
    [InlineData("https://example.com/v1")]
    [InlineData("https://127.0.0.1.example.com/v1")]
    [InlineData("https://localhost.example.com/v1")]
    [InlineData("https://192.0.2.1/v1")]
    public void Other_address_uses_the_proxy_of_the_environment(string baseUri) =>
        Assert.True(ProxyRule.IsUsed(new QubridClientOptions { BaseUri = new Uri(baseUri) }));

    [Theory]
    [MemberData(nameof(LoopbackHosts))]
    public void Proxy_for_an_address_without_TLS_is_rejected(string host)
    {
        var options = new QubridClientOptions { BaseUri = new Uri($"http://{host}/v1"), Proxy = new Uri("http://proxy.example:8080") };
        Assert.Throws<ArgumentException>(() => new QubridClient(options));
    }

    [Fact]
    public void Proxy_with_a_password_is_rejected_without_repeating_it()
    {
        var options = new QubridClientOptions { Proxy = new Uri("http://alice:wonder@proxy.example:8080") };
        Assert.DoesNotContain("wonder", Assert.Throws<ArgumentException>(() => new QubridClient(options)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Proxy_for_https_is_accepted()
    {
        var options = new QubridClientOptions { BaseUri = new Uri("https://localhost/v1"), Proxy = new Uri("http://proxy.example:8080") };
        using var client = new QubridClient(options);
        Assert.True(ProxyRule.IsUsed(options));
    }
}
