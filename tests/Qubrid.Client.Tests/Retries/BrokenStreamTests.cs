namespace Qubrid.Client.Tests.Retries;

public class BrokenStreamTests
{
    private static readonly string s_roleChunk = Sse.CreateEvents(Chunk.Delta("\"role\":\"assistant\",\"content\":\"\""));
    private static readonly string s_partialResponse = Sse.CreateEvents(Chunk.Text("Par"), Chunk.Text("tial"));
    private static readonly Func<HttpContext, Task> s_completeResponse = StubResponses.SendStream(Sse.TextStream("Hello"));

    [Fact]
    public async Task Stream_is_retried_when_no_update_was_emitted()
    {
        await using var server = await TestServer.StartAsync(StubResponses.BreakAfter(""), StubResponses.BreakAfter(s_roleChunk), s_completeResponse);
        using var client = server.Connect();
        var updates = new List<ChatUpdate>();
        await client.ReadUpdatesAsync(updates, TestClient.FastRetry());
        Assert.Equal("Hello", string.Concat(updates));
        Assert.Equal(3, updates[^1].Completion!.ClientMetrics!.Attempts);
    }

    [Fact]
    public async Task Stream_is_not_retried_after_an_update_was_emitted()
    {
        await using var server = await TestServer.StartAsync(StubResponses.BreakAfter(s_partialResponse), s_completeResponse);
        using var client = server.Connect();
        var updates = new List<ChatUpdate>();
        var failure = await Assert.ThrowsAsync<QubridApiException>(() => client.ReadUpdatesAsync(updates, TestClient.FastRetry()));
        Assert.Equal(QubridErrorKind.StreamInterrupted, failure.Kind);
        Assert.Equal("Partial", string.Concat(updates));
        Assert.Equal("Partial", failure.PartialCompletion!.Text);
        Assert.Equal(1, failure.Attempts);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task CompleteAsync_is_retried_after_partial_text()
    {
        await using var server = await TestServer.StartAsync(StubResponses.BreakAfter(s_partialResponse), StubResponses.SendStream(s_partialResponse), s_completeResponse);
        using var client = server.Connect();
        var completion = await client.CompleteAsync(TestClient.FastRetry());
        Assert.Equal("Hello", completion.Text);
        Assert.Equal(3, completion.ClientMetrics!.Attempts);
    }

    [Fact]
    public async Task Partial_completion_is_reported_when_retries_are_exhausted()
    {
        await using var server = await TestServer.StartAsync(StubResponses.BreakAfter(s_partialResponse));
        using var client = server.Connect();
        var failure = await client.ExpectFailureAsync(TestClient.FastRetry(1));
        Assert.Equal("Partial", failure.PartialCompletion!.Text);
        Assert.Equal(2, failure.Attempts);
    }

    [Fact]
    public async Task Partial_completion_is_reported_when_the_next_attempt_returns_nothing()
    {
        await using var server = await TestServer.StartAsync(StubResponses.BreakAfter(s_partialResponse), StubResponses.SendStatus(401));
        using var client = server.Connect();
        var failure = await client.ExpectFailureAsync(TestClient.FastRetry(1));
        Assert.Equal(QubridErrorKind.Unauthorized, failure.Kind);
        Assert.Equal("Partial", failure.PartialCompletion?.Text);
    }
}
