namespace Qubrid.Client.Tests.Stops;

public class DisposeTests
{
    [Fact]
    public async Task After_the_first_update_the_connection_is_closed()
    {
        var gone = Patience.Gate();
        await using var server = await WireServer.StartAsync(async context =>
        {
            await context.SendEventsAsync(Sse.Events(Chunk.Text("a")));
            await context.UntilAborted();
            gone.SetResult();
        });
        using var client = server.Connect();
        using (var call = client.CreateChatCall(Ask.Request(), Ask.Once, default))
        {
            Assert.True(await call.MoveNextAsync());
            Assert.Equal("a", call.Current!.Text);
            Assert.False(gone.Task.IsCompleted);
        }

        await gone.Task.Soon();
    }

    [Fact]
    public async Task A_call_that_never_began_sends_nothing()
    {
        await using var server = await WireServer.StartAsync(Answers.Stream(Sse.Say("Hello")));
        using var client = server.Connect();
        client.CreateChatCall(Ask.Request(), Ask.Once, default).Dispose();
        Assert.Equal("Hello", (await client.CompleteAsync()).Text);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task An_answer_left_open_behind_its_end_is_closed_from_here()
    {
        var gone = Patience.Gate();
        await using var server = await WireServer.StartAsync(async context =>
        {
            await context.SendEventsAsync(Sse.Say("Hello"));
            await context.UntilAborted();
            gone.SetResult();
        });
        using var client = server.Connect();
        Assert.Equal("Hello", (await client.CompleteAsync(new CallOptions { IdleTimeout = TimeSpan.FromHours(1) }).Soon()).Text);
        await gone.Task.Soon();
    }
}
