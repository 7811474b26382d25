using System.Net;
using System.Net.Http.Headers;

namespace Qubrid.Client.Tests.Mock;

using MockServer = Qubrid.Mock.MockServer;

public class MockServerTests
{
    private static async Task<(HttpStatusCode Status, string Body)> SendAsync(
        MockServer server, string path, string? body = null, bool sendKey = true)
    {
        using var http = new HttpClient { Timeout = TestTimeouts.Long };
        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, new Uri(server.BaseUri.AbsoluteUri + path));
        request.Headers.Authorization = sendKey ? new AuthenticationHeaderValue("Bearer", "k") : null;
        request.Content = body is null ? null : new StringContent(body);
        using var response = await http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Request_without_a_key_returns_401()
    {
        using var server = MockServer.Start();
        var (status, body) = await SendAsync(server, "/models", sendKey: false);
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
    public async Task Invalid_request_returns_400(string request)
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
    public async Task Unknown_path_returns_404(string path, string? request)
    {
        using var server = MockServer.Start();
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(server, path, request)).Status);
    }

    [Fact]
    public async Task Dropped_connection_is_not_used_for_the_next_request()
    {
        using var server = MockServer.Start();
        server.Add(new Qubrid.Mock.MockReply { Text = "one two", DropAfter = 1 });
        using var http = new HttpClient { Timeout = TestTimeouts.Long };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.BaseUri.AbsoluteUri + "/chat/completions"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "k");
        request.Content = new StringContent("""{"model":"m","stream":true,"messages":[{"role":"user","content":"hi"}]}""");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.True(response.Headers.ConnectionClose);
    }

    [Fact]
    public async Task Two_servers_record_their_own_requests()
    {
        using var first = MockServer.Start();
        using var second = MockServer.Start();
        Assert.NotEqual(first.Port, second.Port);
        using var client = TestClient.Connect(second.BaseUri);
        await client.CompleteAsync();
        Assert.Empty(first.Requests);
        Assert.Single(second.Requests);
    }

    [Fact]
    public void Port_in_use_throws()
    {
        using var server = MockServer.Start();
        Assert.Throws<HttpListenerException>(() => MockServer.Start(server.Port));
    }

    [Fact]
    public async Task Disposed_server_refuses_connections()
    {
        var server = MockServer.Start();
        using var client = TestClient.Connect(server.BaseUri);
        await client.CompleteAsync();
        Assert.True(server.IsRunning);
        server.Dispose();
        server.Dispose();
        Assert.False(server.IsRunning);
        Assert.Equal(QubridErrorKind.ConnectionFailed, (await client.ExpectFailureAsync()).Kind);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Disposing_the_server_aborts_a_running_response()
    {
        var server = MockServer.Start(tokenDelay: TimeSpan.FromMilliseconds(10));
        using var client = TestClient.Connect(server.BaseUri);
        using var call = client.CreateChatCall(
            new ChatRequest { Model = "m", Messages = [new ChatMessage { Content = string.Concat(Enumerable.Repeat("word ", 40)) }] }, TestClient.NoRetry, default);
        Assert.True(await call.MoveNextAsync());
        server.Dispose();
        var failure = await Assert.ThrowsAsync<QubridApiException>(async () =>
        {
            while (await call.MoveNextAsync())
            {
            }
        }).WithTimeout();
        Assert.Equal(QubridErrorKind.StreamInterrupted, failure.Kind);
        Assert.StartsWith("Mock", failure.PartialCompletion!.Text);
    }
}
