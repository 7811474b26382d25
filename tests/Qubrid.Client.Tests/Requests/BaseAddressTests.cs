namespace Qubrid.Client.Tests.Requests;

public class BaseAddressTests
{
    [Theory]
    [InlineData("https://x.example/v1", "https://x.example/v1/chat/completions")]
    [InlineData("https://x.example/v1/", "https://x.example/v1/chat/completions")]
    [InlineData("http://localhost:8080", "http://localhost:8080/chat/completions")]
    [InlineData("http://[::1]:8080/a%20b", "http://[::1]:8080/a%20b/chat/completions")]
    public void The_paths_hang_below_the_base_address(string baseUri, string expected)
    {
        using var client = Ask.Connect(new Uri(baseUri));
        Assert.Equal(expected, client.ChatEndpoint.AbsoluteUri);
    }

    [Theory]
    [InlineData("http://x.example/v1")]
    [InlineData("ftp://127.0.0.1/v1")]
    [InlineData("https://x.example/v1?key=1")]
    [InlineData("https://x.example/v1#a")]
    [InlineData("https://user:secret@x.example/v1")]
    public void Other_addresses_are_refused_and_no_secret_of_them_is_repeated(string baseUri)
    {
        var error = Assert.Throws<ArgumentException>(() => Ask.Connect(new Uri(baseUri)));
        Assert.DoesNotContain("secret", error.Message);
    }
}
