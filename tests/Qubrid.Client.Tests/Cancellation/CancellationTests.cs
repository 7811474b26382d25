namespace Qubrid.Client.Tests.Cancellation;

public class CancellationTests
{
    [Fact]
    public async Task Cancellation_while_waiting_for_headers_closes_the_connection()
    {
        var (arrived, aborted) = (TestTimeouts.NewSignal(), TestTimeouts.NewSignal());
        await using var server = await TestServer.StartAsync(async context =>
        {
            arrived.SetResult();
            await context.WaitForAbortAsync();
            aborted.SetResult();
        });
        using var client = server.Connect();
        using var cancellation = new CancellationTokenSource();
        var completion = client.CompleteAsync(TestClient.FastRetry(), cancellationToken: cancellation.Token);
        await arrived.Task.WithTimeout();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => completion.WithTimeout());
        await aborted.Task.WithTimeout();
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task Cancellation_between_tokens_closes_the_connection()
    {
        var aborted = TestTimeouts.NewSignal();
        await using var server = await TestServer.StartAsync(async context =>
        {
            await context.SendEventsAsync(Sse.CreateEvents(Chunk.Text("a")));
            await context.WaitForAbortAsync();
            aborted.SetResult();
        });
        using var client = server.Connect();
        using var cancellation = new CancellationTokenSource();
        using var call = client.CreateChatCall(TestClient.CreateRequest(), TestClient.FastRetry(), cancellation.Token);
        Assert.True(await call.MoveNextAsync());
        var nextUpdate = call.MoveNextAsync().AsTask();
        Assert.False(nextUpdate.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => nextUpdate.WithTimeout());
        await aborted.Task.WithTimeout();
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task Cancellation_in_an_error_body_closes_the_connection()
    {
        var (arrived, aborted) = (TestTimeouts.NewSignal(), TestTimeouts.NewSignal());
        await using var server = await TestServer.StartAsync(async context =>
        {
            context.Response.StatusCode = 500;
            await context.Response.WriteAsync("So");
            arrived.SetResult();
            await context.WaitForAbortAsync();
            aborted.SetResult();
        });
        using var client = server.Connect();
        using var cancellation = new CancellationTokenSource();
        var completion = client.CompleteAsync(TestClient.FastRetry(), cancellationToken: cancellation.Token);
        await arrived.Task.WithTimeout();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => completion.WithTimeout());
        await aborted.Task.WithTimeout();
    }

    [Fact]
    public async Task Cancellation_in_a_retry_delay_ends_the_call()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStatus(429, "", "text/plain", ("Retry-After", "250")));
        using var client = server.Connect();
        using var cancellation = new CancellationTokenSource();
        var waitStarted = TestTimeouts.NewSignal();
        var completion = client.CompleteAsync(
            TestClient.FastRetry(log: line =>
            {
                if (line.StartsWith("Retry", StringComparison.Ordinal))
                {
                    waitStarted.SetResult();
                }
            }),
            cancellationToken: cancellation.Token);
        await waitStarted.Task.WithTimeout();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => completion.WithTimeout());
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task Cancellation_before_the_start_sends_nothing()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStream(Sse.TextStream("Hello")));
        using var client = server.Connect();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.CompleteAsync(TestClient.FastRetry(), cancellationToken: new CancellationToken(true)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.CompleteAsync(TestClient.NoRetry, cancellationToken: new CancellationToken(true)));
        Assert.Equal(0, server.Requests);
    }
}
