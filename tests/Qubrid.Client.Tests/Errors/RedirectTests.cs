namespace Qubrid.Client.Tests.Errors;

public class RedirectTests
{
    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed(int status)
    {
        await using var elsewhere = await WireServer.StartAsync(Answers.Stream(Sse.Say("Hello")));
        var location = new Uri(elsewhere.BaseUri, "/other?token=t").AbsoluteUri;
        await using var server = await WireServer.StartAsync(Answers.Status(status, "", "text/html", ("Location", location)));
        using var client = server.Connect();
        var failure = await client.FailAsync(Ask.Again());
        Assert.Equal(QubridErrorKind.InvalidResponse, failure.Kind);
        Assert.Equal(status, (int)failure.StatusCode!);
        Assert.Contains(elsewhere.BaseUri.Authority + "/other", failure.Message);
        Assert.DoesNotContain("token", failure.Message);
        Assert.Equal(1, server.Requests);
        Assert.Equal(0, elsewhere.Requests);
    }

    [Fact]
    public async Task A_redirect_on_the_same_server_is_not_followed_either()
    {
        await using var server = await WireServer.StartAsync(Answers.Status(307, "", "text/html", ("Location", "/v2?token=t")));
        using var client = server.Connect();
        var failure = await client.FailAsync(Ask.Again());
        Assert.Contains("/v2", failure.Message);
        Assert.DoesNotContain("token", failure.Message);
        Assert.Equal(1, server.Requests);
    }
}
