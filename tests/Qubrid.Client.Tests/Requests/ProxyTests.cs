using System.Net;

namespace Qubrid.Client.Tests.Requests;

/// <summary>What goes to this machine goes past every proxy: a proxy would get the key and the prompt in plain text.</summary>
public class ProxyTests
{
    public static TheoryData<string> LoopbackHosts { get; } =
    [
        "127.0.0.1", "localhost", "LOCALHOST", "loopback", "127.0.0.1.", "127.1", "127.0.0.2", "127.255.255.254", "0x7f.0.0.1", "0x7f000001", "2130706433", "0177.0.0.1",
        "[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
    ];

    [Theory]
    [MemberData(nameof(LoopbackHosts))]
    public async Task Loopback_address_is_reached_without_the_proxy_of_the_environment(string host)
    {
        var previous = HttpClient.DefaultProxy;
        await using var proxy = RawServer.Start("HTTP/1.1 502 Proxy\r\nContent-Length: 0\r\n\r\n");
        await using var server = await TestServer.StartAsync(StubResponses.SendStream(Sse.TextStream("Hello")));
        HttpClient.DefaultProxy = new WebProxy(new Uri(proxy.BaseUri, "/")); // as http_proxy without no_proxy does
        try
        {
            if (!Uri.TryCreate($"http://{host}:{server.BaseUri.Port}/v1", UriKind.Absolute, out var baseUri) || QubridClientOptions.ValidateBaseUri(baseUri) is not null)
            {
                return; // refused as plain http that is not loopback
            }

            using var client = TestClient.Connect(baseUri);
            await Record.ExceptionAsync(() => client.CompleteAsync()); // nothing listens on some of them
            await Record.ExceptionAsync(() => client.GetModelsAsync(TestClient.NoRetry, default));
            Assert.Equal(0, proxy.Requests);
        }
        finally
        {
            HttpClient.DefaultProxy = previous;
        }
    }

    [Theory]
    [MemberData(nameof(LoopbackHosts))]
    public void Proxy_for_plain_http_is_refused(string host)
    {
        if (Uri.TryCreate($"http://{host}/v1", UriKind.Absolute, out var baseUri))
        {
            var error = Assert.Throws<ArgumentException>(() => new QubridClient(new QubridClientOptions { BaseUri = baseUri, Proxy = new Uri("http://alice:wonder@proxy.example:8080") }));
            Assert.DoesNotContain("wonder", error.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Proxy_for_https_is_accepted()
    {
        using var client = new QubridClient(new QubridClientOptions { BaseUri = new Uri("https://localhost/v1"), Proxy = new Uri("http://proxy.example:8080") });
        Assert.Equal("/v1/chat/completions", client.ChatEndpoint.AbsolutePath);
    }
}
