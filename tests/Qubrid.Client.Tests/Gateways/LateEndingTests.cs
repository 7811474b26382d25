using System.Diagnostics;

namespace Qubrid.Client.Tests.Gateways;

public class LateEndingTests
{
    private static readonly string s_finished = Sse.CreateEvents(Chunk.Text("Hello"), Chunk.Stop());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Connection_lost_after_the_finish_reason_is_not_retried(bool isStream)
    {
        await using var server = await TestServer.StartAsync(StubResponses.BreakAfter(s_finished));
        using var client = server.Connect();
        var completion = await GetAsync(client, isStream);
        Assert.Equal(("Hello", "stop", 1), (completion.Text, completion.FinishReason, completion.ClientMetrics!.Attempts));
        Assert.Equal(1, server.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stream_that_stalls_after_the_finish_reason_ends_within_two_seconds(bool isStream)
    {
        await using var server = await TestServer.StartAsync(StubResponses.StallAfter(s_finished));
        await EndsInTwoSecondsAsync(server, isStream);
    }

    [Fact]
    public async Task Keep_alive_comments_after_the_finish_reason_do_not_prolong_the_wait()
    {
        await using var server = await TestServer.StartAsync(async context =>
        {
            await context.SendEventsAsync(s_finished);
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.SendEventsAsync(": keep-alive\n\n");
                await Task.Delay(100);
            }
        });
        await EndsInTwoSecondsAsync(server, isStream: true);
    }

    [Fact]
    public async Task Late_usage_within_the_time_limit_is_read()
    {
        await using var server = await TestServer.StartAsync(async context =>
        {
            await context.SendEventsAsync(s_finished);
            await Task.Delay(500);
            await context.SendEventsAsync(Sse.CreateStream("""{"choices":[],"usage":{"completion_tokens":2}}"""));
        });
        using var client = server.Connect();
        Assert.Equal(2, (await client.CompleteAsync()).Usage!.CompletionTokens);
    }

    [Fact]
    public async Task Finish_reason_in_every_chunk_does_not_truncate_the_completion()
    {
        await using var server = await TestServer.StartAsync(async context =>
        {
            for (var count = 0; count < 4; count++)
            {
                await context.SendEventsAsync(Sse.CreateEvents(Chunk.Delta("\"content\":\"x\"", 0, "stop")));
                await Task.Delay(800);
            }

            await context.SendEventsAsync(Sse.Done);
        });
        using var client = server.Connect();
        Assert.Equal("xxxx", (await client.CompleteAsync()).Text);
    }

    [Fact]
    public async Task Second_choice_that_starts_after_the_first_finished_is_read_completely()
    {
        await using var server = await TestServer.StartAsync(async context =>
        {
            await context.SendEventsAsync(s_finished + Sse.CreateEvents(Chunk.Text("b", 1)));
            await Task.Delay(2500);
            await context.SendEventsAsync(Sse.CreateStream(Chunk.Text("c", 1), Chunk.Stop(index: 1)));
        });
        using var client = server.Connect();
        Assert.Equal("bc", (await client.CompleteAsync()).Choices[1].Message.Content);
    }

    [Fact]
    public async Task Cancellation_after_the_finish_reason_is_reported_as_cancellation()
    {
        await using var server = await TestServer.StartAsync(StubResponses.StallAfter(s_finished));
        using var client = server.Connect();
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.CompleteAsync(cancellationToken: cancellation.Token));
    }

    private static async Task EndsInTwoSecondsAsync(TestServer server, bool isStream)
    {
        using var client = server.Connect();
        var clock = Stopwatch.StartNew();
        var completion = await GetAsync(client, isStream);
        Assert.Equal(("Hello", "stop"), (completion.Text, completion.FinishReason));
        Assert.InRange(clock.Elapsed.TotalSeconds, 1.9, 10);
        Assert.Equal(1, server.Requests);
    }

    private static async Task<ChatCompletion> GetAsync(QubridClient client, bool isStream)
    {
        if (!isStream)
        {
            return await client.CompleteAsync(TestClient.FastRetry());
        }

        var updates = new List<ChatUpdate>();
        await client.ReadUpdatesAsync(updates, TestClient.FastRetry());
        Assert.True(updates[^1].IsLast);
        return updates[^1].Completion!;
    }
}
