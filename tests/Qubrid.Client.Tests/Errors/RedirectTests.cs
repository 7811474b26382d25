namespace Qubrid.Client.Tests.Errors;

public class RedirectTests
{
    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Redirect_is_not_followed(int status)
    {
        await using var otherServer = await TestServer.StartAsync(StubResponses.SendStream(Sse.TextStream("Hello")));
        var location = new Uri(otherServer.BaseUri, "/other?token=t").AbsoluteUri;
        await using var server = await TestServer.StartAsync(StubResponses.SendStatus(status, "", "text/html", ("Location", location)));
        using var client = server.Connect();
        var failure = await client.ExpectFailureAsync(TestClient.FastRetry());
        Assert.Equal(QubridErrorKind.InvalidResponse, failure.Kind);
        Assert.Equal(status, (int)failure.StatusCode!);
        Assert.Contains(otherServer.BaseUri.Authority + "/other", failure.Message);
        Assert.DoesNotContain("token", failure.Message);
        Assert.Equal(1, server.Requests);
        Assert.Equal(0, otherServer.Requests);
    }

    [Fact]
    public async Task Redirect_to_the_same_server_is_not_followed()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStatus(307, "", "text/html", ("Location", "/v2?token=t")));
        using var client = server.Connect();
        var failure = await client.ExpectFailureAsync(TestClient.FastRetry());
        Assert.Contains("/v2", failure.Message);
        Assert.DoesNotContain("token", failure.Message);
        Assert.Equal(1, server.Requests);
    }
}
