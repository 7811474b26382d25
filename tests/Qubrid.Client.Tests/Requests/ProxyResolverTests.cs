namespace Qubrid.Client.Tests.Requests;

public class ProxyResolverTests
{
    [Theory]
    [InlineData("https://llm.example/v1", "http://proxy:3128", "http://proxy:3128/")]
    [InlineData("https://llm.example/v1", "http://bob:secret@proxy:3128/path?x=1", "http://proxy:3128/")]
    [InlineData("https://localhost:8443/v1", "http://proxy:3128", "http://proxy:3128/")]
    [InlineData("http://127.0.0.1:8080/v1", null, null)]
    public void Proxy_is_returned_without_credentials(string baseUri, string? proxy, string? expected) =>
        Assert.Equal(expected, QubridClientOptions.FindProxy(new Uri(baseUri), proxy is null ? null : new Uri(proxy))?.AbsoluteUri);

    [Theory]
    [InlineData("********", true)]
    [InlineData("sk-****abcd", true)]
    [InlineData("sk-...abcd", true)]
    [InlineData("\u2022\u2022\u2022\u2022", true)]
    [InlineData("System.Security.SecureString", true)]
    [InlineData("----", true)]
    [InlineData("sk-live_A1.b2-c3=", false)]
    [InlineData("eyJhbGciOi.eyJzdWIi.c2ln", false)]
    public void Masked_key_is_recognized(string key, bool isMasked) =>
        Assert.Equal(isMasked, QubridClientOptions.IsMaskedApiKey(new System.Net.NetworkCredential("", key).SecurePassword));
}
