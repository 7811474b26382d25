namespace Qubrid.Client.Tests.Stops;

public class CancellationTests
{
    [Fact]
    public async Task While_it_waits_for_headers()
    {
        var (arrived, gone) = (Patience.Gate(), Patience.Gate());
        await using var server = await WireServer.StartAsync(async context =>
        {
            arrived.SetResult();
            await context.UntilAborted();
            gone.SetResult();
        });
        using var client = server.Connect();
        using var stop = new CancellationTokenSource();
        var answer = client.CompleteAsync(Ask.Again(), stop: stop.Token);
        await arrived.Task.Soon();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer.Soon());
        await gone.Task.Soon();
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task Between_tokens()
    {
        var gone = Patience.Gate();
        await using var server = await WireServer.StartAsync(async context =>
        {
            await context.SendEventsAsync(Sse.Events(Chunk.Text("a")));
            await context.UntilAborted();
            gone.SetResult();
        });
        using var client = server.Connect();
        using var stop = new CancellationTokenSource();
        using var call = client.CreateChatCall(Ask.Request(), Ask.Again(), stop.Token);
        Assert.True(await call.MoveNextAsync());
        var next = call.MoveNextAsync().AsTask();
        Assert.False(next.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.Soon());
        await gone.Task.Soon();
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task In_an_error_body()
    {
        var (arrived, gone) = (Patience.Gate(), Patience.Gate());
        await using var server = await WireServer.StartAsync(async context =>
        {
            context.Response.StatusCode = 500;
            await context.Response.WriteAsync("So");
            arrived.SetResult();
            await context.UntilAborted();
            gone.SetResult();
        });
        using var client = server.Connect();
        using var stop = new CancellationTokenSource();
        var answer = client.CompleteAsync(Ask.Again(), stop: stop.Token);
        await arrived.Task.Soon();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer.Soon());
        await gone.Task.Soon();
    }

    [Fact]
    public async Task In_a_retry_delay()
    {
        await using var server = await WireServer.StartAsync(Answers.Status(429, "", "text/plain", ("Retry-After", "250")));
        using var client = server.Connect();
        using var stop = new CancellationTokenSource();
        var waiting = Patience.Gate();
        var answer = client.CompleteAsync(
            Ask.Again(log: line =>
            {
                if (line.StartsWith("Retry", StringComparison.Ordinal))
                {
                    waiting.SetResult();
                }
            }),
            stop: stop.Token);
        await waiting.Task.Soon();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer.Soon());
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task Before_it_begins()
    {
        await using var server = await WireServer.StartAsync(Answers.Stream(Sse.Say("Hello")));
        using var client = server.Connect();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.CompleteAsync(Ask.Again(), stop: new CancellationToken(true)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.CompleteAsync(Ask.Once, stop: new CancellationToken(true)));
        Assert.Equal(0, server.Requests);
    }
}
