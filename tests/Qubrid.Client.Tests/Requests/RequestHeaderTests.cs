namespace Qubrid.Client.Tests.Requests;

public class RequestHeaderTests
{
    [Fact]
    public async Task A_chat_is_posted_below_the_base_address()
    {
        var received = await Received.OfAsync(Ask.Request());
        Assert.Equal("POST", received.Method);
        Assert.Equal("/v1/chat/completions", received.Path);
    }

    [Fact]
    public async Task The_content_type_has_no_charset()
    {
        var received = await Received.OfAsync(Ask.Request());
        Assert.Equal("application/json", received.Headers["Content-Type"]);
        Assert.Equal(received.Body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), received.Headers["Content-Length"]);
    }

    [Fact]
    public async Task The_key_is_in_the_authorization_header_and_nowhere_else()
    {
        var received = await Received.OfAsync(Ask.Request());
        Assert.Equal("Bearer " + Ask.Key, received.Headers["Authorization"]);
        Assert.DoesNotContain(received.Headers, header => header.Key != "Authorization" && header.Value.Contains(Ask.Key));
        Assert.DoesNotContain(Ask.Key, received.Path);
        Assert.DoesNotContain(Ask.Key, received.Text);
    }

    [Fact]
    public async Task Neither_cookies_nor_packed_answers_are_asked_for()
    {
        var received = await Received.OfAsync(Ask.Request());
        Assert.DoesNotContain("Cookie", received.Headers.Keys);
        Assert.DoesNotContain("Accept-Encoding", received.Headers.Keys);
    }
}
