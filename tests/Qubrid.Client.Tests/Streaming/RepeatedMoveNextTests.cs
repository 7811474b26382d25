namespace Qubrid.Client.Tests.Streaming;

public class RepeatedMoveNextTests
{
    [Fact]
    public async Task Call_that_failed_first_rethrows_on_the_next_move()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStatus(401));
        await AssertSameFailureAsync(server, updates: 0);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task Call_that_failed_midway_rethrows_on_the_next_move()
    {
        await using var server = await TestServer.StartAsync(StubResponses.BreakAfter(Sse.CreateEvents(Chunk.Text("a"))));
        await AssertSameFailureAsync(server, updates: 1);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task Canceled_call_stays_canceled()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStream(Sse.TextStream("Hello")));
        using var client = server.Connect();
        using var call = client.CreateChatCall(TestClient.CreateRequest(), TestClient.NoRetry, new CancellationToken(true));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.MoveNextAsync().AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.MoveNextAsync().AsTask());
        Assert.Equal(0, server.Requests);
    }

    private static async Task AssertSameFailureAsync(TestServer server, int updates)
    {
        using var client = server.Connect();
        using var call = client.CreateChatCall(TestClient.CreateRequest(), TestClient.NoRetry, default);
        for (var update = 0; update < updates; update++)
        {
            Assert.True(await call.MoveNextAsync());
        }

        var first = await Assert.ThrowsAsync<QubridApiException>(() => call.MoveNextAsync().AsTask());
        var second = await Assert.ThrowsAsync<QubridApiException>(() => call.MoveNextAsync().AsTask());
        Assert.Same(first, second);
    }
}
