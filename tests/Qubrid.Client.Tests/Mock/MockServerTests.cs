using System.Net;
using System.Net.Http.Headers;

namespace Qubrid.Client.Tests.Mock;

using MockServer = Qubrid.MockServer.MockServer;

public class MockServerTests
{
    private static async Task<(HttpStatusCode Status, string Body)> SendAsync(
        MockServer server, string path, string? body = null, bool withKey = true)
    {
        using var http = new HttpClient { Timeout = Patience.Long };
        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, new Uri(server.BaseUri.AbsoluteUri + path));
        request.Headers.Authorization = withKey ? new AuthenticationHeaderValue("Bearer", "k") : null;
        request.Content = body is null ? null : new StringContent(body);
        using var response = await http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Without_a_key_it_answers_401()
    {
        using var server = MockServer.Start();
        var (status, body) = await SendAsync(server, "/models", withKey: false);
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Contains("\"code\":\"invalid_api_key\"", body);
    }

    [Theory]
    [InlineData("")]
    [InlineData("what?")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"model":"m"}""")]
    [InlineData("""{"model":1,"messages":[{"role":"user"}]}""")]
    [InlineData("""{"model":"m","messages":[]}""")]
    [InlineData("""{"model":"m","messages":["hi"]}""")]
    [InlineData("""{"model":"m","messages":[{"content":"hi"}]}""")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"\ud83d"}]}""")]
    public async Task What_is_no_request_gets_400(string request)
    {
        using var server = MockServer.Start();
        var (status, body) = await SendAsync(server, "/chat/completions", request);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("\"code\":\"invalid_request_error\"", body);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("/chat", null)]
    [InlineData("/chat/completions", null)]
    [InlineData("/models", "{}")]
    [InlineData("", null)]
    public async Task Elsewhere_it_answers_404(string path, string? request)
    {
        using var server = MockServer.Start();
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(server, path, request)).Status);
    }

    [Fact]
    public async Task Two_at_once_are_apart()
    {
        using var one = MockServer.Start();
        using var two = MockServer.Start();
        Assert.NotEqual(one.Port, two.Port);
        using var client = Ask.Connect(two.BaseUri);
        await client.CompleteAsync();
        Assert.Empty(one.Requests);
        Assert.Single(two.Requests);
    }

    [Fact]
    public void A_taken_port_is_an_error()
    {
        using var server = MockServer.Start();
        Assert.Throws<HttpListenerException>(() => MockServer.Start(server.Port));
    }

    [Fact]
    public async Task Disposed_it_answers_no_more()
    {
        var server = MockServer.Start();
        using var client = Ask.Connect(server.BaseUri);
        await client.CompleteAsync();
        Assert.True(server.IsRunning);
        server.Dispose();
        server.Dispose();
        Assert.False(server.IsRunning);
        Assert.Equal(QubridErrorKind.ConnectionFailed, (await client.FailAsync()).Kind);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Disposed_in_an_answer_it_breaks_off()
    {
        var server = MockServer.Start(tokenDelay: TimeSpan.FromMilliseconds(10));
        using var client = Ask.Connect(server.BaseUri);
        using var call = client.CreateChatCall(
            new ChatRequest { Model = "m", Messages = [new ChatMessage { Content = string.Concat(Enumerable.Repeat("word ", 40)) }] }, Ask.Once, default);
        Assert.True(await call.MoveNextAsync());
        server.Dispose();
        var failure = await Assert.ThrowsAsync<QubridApiException>(async () =>
        {
            while (await call.MoveNextAsync())
            {
            }
        }).Soon();
        Assert.Equal(QubridErrorKind.StreamInterrupted, failure.Kind);
        Assert.StartsWith("Mock", failure.PartialCompletion!.Text);
    }
}
