using System.Net;
using System.Net.Sockets;

namespace Qubrid.Client.Tests.Retries;

public class TransientFailureTests
{
    private static readonly Func<HttpContext, Task> s_completeResponse = StubResponses.SendStream(Sse.TextStream("Hello"));

    [Theory]
    [InlineData(408)]
    [InlineData(409)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(506)]
    [InlineData(520)]
    [InlineData(524)]
    [InlineData(529)]
    [InlineData(530)]
    [InlineData(599)]
    public async Task Transient_failure_is_retried(int status)
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStatus(status), StubResponses.SendStatus(status), s_completeResponse);
        using var client = server.Connect();
        var completion = await client.CompleteAsync(TestClient.FastRetry());
        Assert.Equal("Hello", completion.Text);
        Assert.Equal(3, completion.ClientMetrics!.Attempts);
        Assert.Equal(3, server.Requests);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(413)]
    [InlineData(422)]
    [InlineData(402)]
    [InlineData(501)]
    [InlineData(505)]
    public async Task Permanent_failure_is_not_retried(int status)
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStatus(status), s_completeResponse);
        using var client = server.Connect();
        var failure = await client.ExpectFailureAsync(TestClient.FastRetry());
        Assert.Equal(status, (int)failure.StatusCode!);
        Assert.Equal(1, failure.Attempts);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task Last_failure_is_reported_when_retries_are_exhausted()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStatus(500, "a"), StubResponses.SendStatus(502, "b"), StubResponses.SendStatus(503, "c"), s_completeResponse);
        using var client = server.Connect();
        var failure = await client.ExpectFailureAsync(TestClient.FastRetry(2));
        Assert.Equal("c", failure.ServiceMessage);
        Assert.Equal(3, failure.Attempts);
        Assert.Equal(3, server.Requests);
    }

    [Fact]
    public async Task Zero_retries_send_one_request()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStatus(503), s_completeResponse);
        using var client = server.Connect();
        var failure = await client.ExpectFailureAsync(TestClient.FastRetry(0));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, failure.StatusCode);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task Refused_connection_is_retried()
    {
        // Bound but not listening: no other process can use the port, and connections are refused.
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var client = TestClient.Connect(new Uri($"http://{socket.LocalEndPoint}/v1"));
        var failure = await client.ExpectFailureAsync(TestClient.FastRetry(2));
        Assert.Equal(QubridErrorKind.ConnectionFailed, failure.Kind);
        Assert.Null(failure.StatusCode);
        Assert.Equal(3, failure.Attempts);
    }

    [Fact]
    public async Task Connection_lost_before_the_response_is_retried()
    {
        await using var server = await TestServer.StartAsync(
            context =>
            {
                context.Abort();
                return Task.CompletedTask;
            },
            s_completeResponse);
        using var client = server.Connect();
        Assert.Equal(2, (await client.CompleteAsync(TestClient.FastRetry())).ClientMetrics!.Attempts);
    }

    [Fact]
    public async Task Error_inside_a_stream_is_not_retried()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStream(Sse.CreateEvents("""{"error":"no"}""")), s_completeResponse);
        using var client = server.Connect();
        Assert.Equal(QubridErrorKind.StreamError, (await client.ExpectFailureAsync(TestClient.FastRetry())).Kind);
        Assert.Equal(1, server.Requests);
    }

    [Theory]
    [InlineData(503, "false", 1)]
    [InlineData(429, "False", 1)]
    [InlineData(400, "true", 2)]
    [InlineData(503, "true", 2)]
    [InlineData(503, "maybe", 2)]
    public async Task Should_retry_header_overrides_the_status_code(int status, string headerValue, int requests)
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStatus(status, "no", "text/plain", ("x-should-retry", headerValue)), s_completeResponse);
        using var client = server.Connect();
        await Record.ExceptionAsync(() => client.CompleteAsync(TestClient.FastRetry()));
        Assert.Equal(requests, server.Requests);
    }

    [Theory]
    [InlineData("""{"error":{"message":"No.","type":"insufficient_quota","code":"insufficient_quota"}}""")]
    [InlineData("""{"error":{"message":"No.","type":"exceeded_current_quota_error"}}""")]
    [InlineData("""{"error":{"message":"No.","code":"billing_hard_limit_reached"}}""")]
    [InlineData("""{"error":{"message":"No.","code":"InsufficientBalance"}}""")]
    [InlineData("""{"code":"insufficient_credits","message":"No."}""")]
    public async Task Exhausted_quota_is_not_retried(string body)
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStatus(429, body, "application/json", ("Retry-After", "0"), ("x-should-retry", "true")), s_completeResponse);
        using var client = server.Connect();
        var failure = await client.ExpectFailureAsync(TestClient.FastRetry());
        Assert.Equal(QubridErrorKind.RateLimited, failure.Kind);
        Assert.True(failure.IsQuotaExhausted);
        Assert.Contains("No. The quota of the account is used up", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, server.Requests);
    }

    [Theory]
    [InlineData("""{"error":{"message":"no","code":429}}""")]
    [InlineData("""{"code":"503","message":"no"}""")]
    [InlineData("""{"error":{"message":"no","code":"rate_limit_exceeded"}}""")]
    [InlineData("""{"choices":[{"index":0,"delta":{"content":""},"finish_reason":"error","error":{"code":502,"message":"no"}}]}""")]
    public async Task Transient_status_inside_a_response_is_retried(string error)
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendJson(error), StubResponses.SendStream(Sse.CreateEvents(error)), s_completeResponse);
        using var client = server.Connect();
        var updates = new List<ChatUpdate>();
        await client.ReadUpdatesAsync(updates, TestClient.FastRetry());
        Assert.Equal("Hello", string.Concat(updates));
        Assert.Equal(3, server.Requests);
    }

    [Fact]
    public async Task Transient_status_after_an_emitted_update_is_not_retried()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStream(Sse.CreateEvents(Chunk.Text("Hi"), """{"error":{"message":"no","code":429}}""")), s_completeResponse);
        using var client = server.Connect();
        var updates = new List<ChatUpdate>();
        var failure = await Assert.ThrowsAsync<QubridApiException>(() => client.ReadUpdatesAsync(updates, TestClient.FastRetry()));
        Assert.Equal(QubridErrorKind.RateLimited, failure.Kind);
        Assert.Equal("Hi", failure.PartialCompletion!.Text);
        Assert.Equal(1, server.Requests);
    }
}
