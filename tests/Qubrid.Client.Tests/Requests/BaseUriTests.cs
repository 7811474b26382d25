namespace Qubrid.Client.Tests.Requests;

public class BaseUriTests
{
    [Theory]
    [InlineData("https://x.example/v1", "https://x.example/v1/chat/completions")]
    [InlineData("https://x.example/v1/", "https://x.example/v1/chat/completions")]
    [InlineData("http://localhost:8080", "http://localhost:8080/chat/completions")]
    [InlineData("http://loopback/v1", "http://localhost/v1/chat/completions")]
    [InlineData("http://2130706433/v1", "http://127.0.0.1/v1/chat/completions")]
    [InlineData("http://[::1]:8080/a%20b", "http://[::1]:8080/a%20b/chat/completions")]
    public void Paths_are_appended_to_the_base_URI(string baseUri, string expected)
    {
        using var client = TestClient.Connect(new Uri(baseUri));
        Assert.Equal(expected, client.ChatEndpoint.AbsoluteUri);
    }

    [Theory]
    [InlineData("http://x.example/v1")]
    [InlineData("ftp://127.0.0.1/v1")]
    [InlineData("https://x.example/v1?key=1")]
    [InlineData("https://x.example/v1#a")]
    [InlineData("https://user:secret@x.example/v1")]
    [InlineData("ldap://user:secret@x.example/v1")]
    [InlineData("http://127.0.0.1@x.example/v1")]
    [InlineData("http://127.0.0.1.x.example/v1")]
    [InlineData("http://localhost.x.example/v1")]
    [InlineData("http://0.0.0.0/v1")]
    [InlineData("http://[::ffff:192.0.2.1]/v1")]
    [InlineData("http://3232235777/v1")]
    public void Invalid_base_URIs_are_rejected_without_repeating_secrets(string baseUri)
    {
        var error = Assert.Throws<ArgumentException>(() => TestClient.Connect(new Uri(baseUri)));
        Assert.DoesNotContain("secret", error.Message);
    }
}
