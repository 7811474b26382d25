namespace Qubrid.Client.Tests.Streaming;

public class StreamedUpdateTests
{
    [Fact]
    public async Task Each_token_is_emitted_before_the_next_is_sent()
    {
        string[] tokens = ["One", " two", " three"];
        using var tokenReceived = new SemaphoreSlim(0);
        await using var server = await TestServer.StartAsync(async context =>
        {
            foreach (var token in tokens)
            {
                await context.SendEventsAsync(Sse.CreateEvents(Chunk.Text(token)));
                if (!await tokenReceived.WaitAsync(TestTimeouts.Long))
                {
                    throw StubResponses.Aborted;
                }
            }

            await context.SendEventsAsync(Sse.CreateStream(Chunk.Stop()));
        });
        using var client = server.Connect();
        using var call = client.CreateChatCall(TestClient.CreateRequest(), TestClient.NoRetry, default);
        foreach (var token in tokens)
        {
            Assert.True(await call.MoveNextAsync());
            Assert.Equal(token, call.Current!.Text);
            Assert.Null(call.Completion);
            tokenReceived.Release();
        }

        Assert.True(await call.MoveNextAsync());
        Assert.True(call.Current!.IsLast);
        Assert.Equal("One two three", call.Completion!.Text);
        Assert.False(await call.MoveNextAsync());
    }

    [Fact]
    public async Task Only_the_first_update_of_a_choice_has_the_role()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStream(Sse.CreateStream(
            Chunk.Delta("\"role\":\"assistant\""), Chunk.Text("a"), Chunk.Text("b", 1), Chunk.Text("c"), Chunk.Stop(), Chunk.Stop(index: 1))));
        using var client = server.Connect();
        var updates = new List<ChatUpdate>();
        await client.ReadUpdatesAsync(updates);
        Assert.Equal(["assistant", "assistant", null, null], updates.Select(update => update.Role));
        Assert.Equal([0, 1, 0, 0], updates.Select(update => update.Index));
    }

    [Fact]
    public async Task Split_surrogate_pair_is_emitted_as_one_character()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStream(Sse.CreateStream(
            Chunk.Delta(@"""content"":""a\ud83d"""), Chunk.Delta(@"""content"":""\ude00b\ud83d"""), Chunk.Stop())));
        using var client = server.Connect();
        var updates = new List<ChatUpdate>();
        await client.ReadUpdatesAsync(updates);
        Assert.Equal(["a", "😀b", "\ud83d", null], updates.Select(update => update.Text));
    }

    [Fact]
    public async Task Progress_and_timings_are_measured_during_the_stream()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStream(Sse.CreateStream(
            Chunk.Text("a"), Chunk.Text("b"), Chunk.Stop(extraFields: ",\"usage\":{\"completion_tokens\":2}"))));
        using var client = server.Connect();
        using var call = client.CreateChatCall(TestClient.CreateRequest(), TestClient.NoRetry, default);
        Assert.Equal(0, call.ChunksReceived);
        var completion = await call.CompleteAsync();
        Assert.Equal(2, call.ChunksReceived);
        var metrics = completion.ClientMetrics!;
        Assert.InRange(metrics.TtftSeconds!.Value, 0.000_001, metrics.TotalTimeSeconds);
        Assert.InRange(metrics.TotalTimeSeconds, 0, call.ElapsedSeconds);
        Assert.Equal(1, metrics.Attempts);
        Assert.Equal(0, metrics.RetryDelaySeconds);
    }

    [Fact]
    public async Task Completion_without_text_has_no_time_to_first_token()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStream(Sse.CreateStream(Chunk.Stop(extraFields: ",\"usage\":{\"completion_tokens\":2}"))));
        using var client = server.Connect();
        var metrics = (await client.CompleteAsync()).ClientMetrics!;
        Assert.Null(metrics.TtftSeconds);
        Assert.Null(metrics.TokensPerSecond);
    }
}
