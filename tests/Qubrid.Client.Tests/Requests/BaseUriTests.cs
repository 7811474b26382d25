namespace Qubrid.Client.Tests.Requests;

public class BaseUriTests
{
    [Theory]
    [InlineData("https://x.example/v1", "https://x.example/v1/chat/completions")]
    [InlineData("https://x.example/v1/", "https://x.example/v1/chat/completions")]
    [InlineData("http://localhost:8080", "http://localhost:8080/chat/completions")]
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
    public void Invalid_base_URIs_are_rejected_without_repeating_secrets(string baseUri)
    {
        var error = Assert.Throws<ArgumentException>(() => TestClient.Connect(new Uri(baseUri)));
        Assert.DoesNotContain("secret", error.Message);
    }
}
