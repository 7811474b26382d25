namespace Qubrid.Client.Tests.Streaming;

public class AgainTests
{
    [Fact]
    public async Task A_call_that_failed_at_once_fails_the_same_way_when_it_is_moved_again()
    {
        await using var server = await WireServer.StartAsync(Answers.Status(401));
        await FailsTheSameAsync(server, updates: 0);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task A_call_that_failed_in_the_middle_fails_the_same_way_when_it_is_moved_again()
    {
        await using var server = await WireServer.StartAsync(Answers.BreakAfter(Sse.Events(Chunk.Text("a"))));
        await FailsTheSameAsync(server, updates: 1);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task A_call_that_was_stopped_stays_stopped()
    {
        await using var server = await WireServer.StartAsync(Answers.Stream(Sse.Say("Hello")));
        using var client = server.Connect();
        using var call = client.CreateChatCall(Ask.Request(), Ask.Once, new CancellationToken(true));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.MoveNextAsync().AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.MoveNextAsync().AsTask());
        Assert.Equal(0, server.Requests);
    }

    private static async Task FailsTheSameAsync(WireServer server, int updates)
    {
        using var client = server.Connect();
        using var call = client.CreateChatCall(Ask.Request(), Ask.Once, default);
        for (var update = 0; update < updates; update++)
        {
            Assert.True(await call.MoveNextAsync());
        }

        var first = await Assert.ThrowsAsync<QubridApiException>(() => call.MoveNextAsync().AsTask());
        var second = await Assert.ThrowsAsync<QubridApiException>(() => call.MoveNextAsync().AsTask());
        Assert.Same(first, second);
    }
}
