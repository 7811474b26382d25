namespace Qubrid.Client.Tests.Streaming;

public class TokenTests
{
    [Fact]
    public async Task Each_token_is_given_before_the_next_is_sent()
    {
        string[] tokens = ["One", " two", " three"];
        using var seen = new SemaphoreSlim(0);
        await using var server = await WireServer.StartAsync(async context =>
        {
            foreach (var token in tokens)
            {
                await context.SendEventsAsync(Sse.Events(Chunk.Text(token)));
                if (!await seen.WaitAsync(Patience.Long))
                {
                    throw Answers.Broken;
                }
            }

            await context.SendEventsAsync(Sse.Stream(Chunk.Stop()));
        });
        using var client = server.Connect();
        using var call = client.CreateChatCall(Ask.Request(), Ask.Once, default);
        foreach (var token in tokens)
        {
            Assert.True(await call.MoveNextAsync());
            Assert.Equal(token, call.Current!.Text);
            Assert.Null(call.Completion);
            seen.Release();
        }

        Assert.True(await call.MoveNextAsync());
        Assert.True(call.Current!.IsLast);
        Assert.Equal("One two three", call.Completion!.Text);
        Assert.False(await call.MoveNextAsync());
    }

    [Fact]
    public async Task The_first_update_of_a_choice_tells_the_role_and_the_others_do_not()
    {
        await using var server = await WireServer.StartAsync(Answers.Stream(Sse.Stream(
            Chunk.Delta("\"role\":\"assistant\""), Chunk.Text("a"), Chunk.Text("b", 1), Chunk.Text("c"), Chunk.Stop(), Chunk.Stop(index: 1))));
        using var client = server.Connect();
        var updates = new List<ChatUpdate>();
        await client.StreamAsync(updates);
        Assert.Equal(["assistant", "assistant", null, null], updates.Select(update => update.Role));
        Assert.Equal([0, 1, 0, 0], updates.Select(update => update.Index));
    }

    [Fact]
    public async Task Half_a_character_is_shown_with_its_other_half()
    {
        await using var server = await WireServer.StartAsync(Answers.Stream(Sse.Stream(
            Chunk.Delta(@"""content"":""a\ud83d"""), Chunk.Delta(@"""content"":""\ude00b\ud83d"""), Chunk.Stop())));
        using var client = server.Connect();
        var updates = new List<ChatUpdate>();
        await client.StreamAsync(updates);
        Assert.Equal(["a", "😀b", "\ud83d", null], updates.Select(update => update.Text));
    }

    [Fact]
    public async Task Progress_and_time_are_measured_as_the_answer_comes()
    {
        await using var server = await WireServer.StartAsync(Answers.Stream(Sse.Stream(
            Chunk.Text("a"), Chunk.Text("b"), Chunk.Stop(more: ",\"usage\":{\"completion_tokens\":2}"))));
        using var client = server.Connect();
        using var call = client.CreateChatCall(Ask.Request(), Ask.Once, default);
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
    public async Task Without_any_text_there_is_no_time_to_the_first()
    {
        await using var server = await WireServer.StartAsync(Answers.Stream(Sse.Stream(Chunk.Stop(more: ",\"usage\":{\"completion_tokens\":2}"))));
        using var client = server.Connect();
        var metrics = (await client.CompleteAsync()).ClientMetrics!;
        Assert.Null(metrics.TtftSeconds);
        Assert.Null(metrics.TokensPerSecond);
    }
}
