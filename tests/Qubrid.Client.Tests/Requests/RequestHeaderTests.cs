namespace Qubrid.Client.Tests.Requests;

public class RequestHeaderTests
{
    [Fact]
    public async Task Chat_request_is_posted_below_the_base_URI()
    {
        var received = await ReceivedRequest.CaptureAsync(TestClient.CreateRequest());
        Assert.Equal("POST", received.Method);
        Assert.Equal("/v1/chat/completions", received.Path);
    }

    [Fact]
    public async Task Content_type_has_no_charset()
    {
        var received = await ReceivedRequest.CaptureAsync(TestClient.CreateRequest());
        Assert.Equal("application/json", received.Headers["Content-Type"]);
        Assert.Equal(received.Body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), received.Headers["Content-Length"]);
    }

    [Fact]
    public async Task Key_is_only_in_the_authorization_header()
    {
        var received = await ReceivedRequest.CaptureAsync(TestClient.CreateRequest());
        Assert.Equal("Bearer " + TestClient.ApiKey, received.Headers["Authorization"]);
        Assert.DoesNotContain(received.Headers, header => header.Key != "Authorization" && header.Value.Contains(TestClient.ApiKey));
        Assert.DoesNotContain(TestClient.ApiKey, received.Path);
        Assert.DoesNotContain(TestClient.ApiKey, received.Text);
    }

    [Fact]
    public async Task No_cookies_or_compression_are_requested()
    {
        var received = await ReceivedRequest.CaptureAsync(TestClient.CreateRequest());
        Assert.DoesNotContain("Cookie", received.Headers.Keys);
        Assert.DoesNotContain("Accept-Encoding", received.Headers.Keys);
    }
}
