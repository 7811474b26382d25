namespace Qubrid.Client.Tests.Cancellation;

public class DisposeTests
{
    [Fact]
    public async Task Disposing_after_the_first_update_closes_the_connection()
    {
        var aborted = TestTimeouts.NewSignal();
        await using var server = await TestServer.StartAsync(async context =>
        {
            await context.SendEventsAsync(Sse.CreateEvents(Chunk.Text("a")));
            await context.WaitForAbortAsync();
            aborted.SetResult();
        });
        using var client = server.Connect();
        using (var call = client.CreateChatCall(TestClient.CreateRequest(), TestClient.NoRetry, default))
        {
            Assert.True(await call.MoveNextAsync());
            Assert.Equal("a", call.Current!.Text);
            Assert.False(aborted.Task.IsCompleted);
        }

        await aborted.Task.WithTimeout();
    }

    [Fact]
    public async Task Disposing_an_unstarted_call_sends_nothing()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStream(Sse.TextStream("Hello")));
        using var client = server.Connect();
        client.CreateChatCall(TestClient.CreateRequest(), TestClient.NoRetry, default).Dispose();
        Assert.Equal("Hello", (await client.CompleteAsync()).Text);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task Response_kept_open_by_the_server_is_closed_by_the_client()
    {
        var aborted = TestTimeouts.NewSignal();
        await using var server = await TestServer.StartAsync(async context =>
        {
            await context.SendEventsAsync(Sse.TextStream("Hello"));
            await context.WaitForAbortAsync();
            aborted.SetResult();
        });
        using var client = server.Connect();
        Assert.Equal("Hello", (await client.CompleteAsync(new CallOptions { IdleTimeout = TimeSpan.FromHours(1) }).WithTimeout()).Text);
        await aborted.Task.WithTimeout();
    }
}
