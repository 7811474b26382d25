namespace Qubrid.Client.Tests.Cancellation;

public class TimeoutTests
{
    private static readonly string s_partialResponse = Sse.CreateEvents(Chunk.Text("Par"), Chunk.Text("tial"));

    private static CallOptions IdleTimeout(int retries = 0) => new()
    {
        IdleTimeout = TestTimeouts.Short, MaximumRetryCount = retries, RetryInterval = TimeSpan.FromMilliseconds(1),
    };

    private static CallOptions TotalTimeout(int retries = 0) => new() { TotalTimeout = TestTimeouts.Short, MaximumRetryCount = retries };

    [Fact]
    public async Task Idle_timeout_before_the_headers_is_reported_as_Timeout()
    {
        await using var server = await TestServer.StartAsync(context => context.WaitForAbortAsync());
        using var client = server.Connect();
        var failure = await client.ExpectFailureAsync(IdleTimeout(2)).WithTimeout();
        Assert.Equal(QubridErrorKind.Timeout, failure.Kind);
        Assert.Null(failure.StatusCode);
        Assert.Equal(1, failure.Attempts);
    }

    [Fact]
    public async Task Idle_timeout_in_a_stream_is_reported_as_StreamInterrupted()
    {
        await using var server = await TestServer.StartAsync(StubResponses.StallAfter(s_partialResponse));
        using var client = server.Connect();
        var failure = await client.ExpectFailureAsync(IdleTimeout()).WithTimeout();
        Assert.Equal(QubridErrorKind.StreamInterrupted, failure.Kind);
        Assert.Equal("Partial", failure.PartialCompletion!.Text);
        Assert.Contains("0.15 s", failure.Message);
    }

    [Fact]
    public async Task Idle_timeout_before_the_first_text_is_retried()
    {
        await using var server = await TestServer.StartAsync(StubResponses.StallAfter(": wait\n\n"), StubResponses.SendStream(Sse.TextStream("Hello")));
        using var client = server.Connect();
        var updates = new List<ChatUpdate>();
        await client.ReadUpdatesAsync(updates, IdleTimeout(1)).WithTimeout();
        Assert.Equal("Hello", string.Concat(updates));
        Assert.Equal(2, server.Requests);
    }

    [Fact]
    public async Task Keep_alive_comments_reset_the_idle_timeout()
    {
        // Each comment arrives within the timeout, but all of them together take longer.
        await using var server = await TestServer.StartAsync(async context =>
        {
            for (var sent = 0; sent < 40; sent++)
            {
                await context.SendEventsAsync(": keep-alive\n\n");
                await Task.Delay(50);
            }

            await context.SendEventsAsync(Sse.TextStream("Hello"));
        });
        using var client = server.Connect();
        var options = new CallOptions { IdleTimeout = TimeSpan.FromSeconds(1.5), MaximumRetryCount = 0 };
        var completion = await client.CompleteAsync(options).WithTimeout();
        Assert.Equal("Hello", completion.Text);
        Assert.True(completion.ClientMetrics!.TotalTimeSeconds > options.IdleTimeout.TotalSeconds);
    }

    [Fact]
    public async Task Work_of_the_caller_does_not_count_as_idle_time()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStream(Sse.CreateStream(Chunk.Text("a"), Chunk.Text("b"), Chunk.Stop())));
        using var client = server.Connect();
        using var call = client.CreateChatCall(TestClient.CreateRequest(), IdleTimeout(), default);
        Assert.True(await call.MoveNextAsync());
        await Task.Delay(TestTimeouts.Short * 3);
        Assert.True(await call.MoveNextAsync());
        Assert.Equal("b", call.Current!.Text);
    }

    [Fact]
    public async Task Total_timeout_ends_the_wait_for_headers()
    {
        await using var server = await TestServer.StartAsync(context => context.WaitForAbortAsync());
        using var client = server.Connect();
        Assert.Equal(QubridErrorKind.Timeout, (await client.ExpectFailureAsync(TotalTimeout()).WithTimeout()).Kind);
    }

    [Fact]
    public async Task Total_timeout_ends_a_stream_and_reports_the_partial_completion()
    {
        await using var server = await TestServer.StartAsync(StubResponses.StallAfter(s_partialResponse));
        using var client = server.Connect();
        var failure = await client.ExpectFailureAsync(new CallOptions { TotalTimeout = TimeSpan.FromSeconds(1) }).WithTimeout();
        Assert.Equal(QubridErrorKind.Timeout, failure.Kind);
        Assert.Equal("Partial", failure.PartialCompletion!.Text);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task Total_timeout_ends_the_retries()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStatus(503));
        using var client = server.Connect();
        var options = new CallOptions
        {
            TotalTimeout = TestTimeouts.Short, MaximumRetryCount = int.MaxValue, RetryInterval = TimeSpan.FromMilliseconds(5),
        };
        var failure = await client.ExpectFailureAsync(options).WithTimeout();
        Assert.True(failure.Kind is QubridErrorKind.Timeout or QubridErrorKind.ServerError);
        Assert.True(failure.Attempts > 0);
    }
}
