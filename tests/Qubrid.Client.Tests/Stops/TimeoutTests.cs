namespace Qubrid.Client.Tests.Stops;

public class TimeoutTests
{
    private static readonly string s_partial = Sse.Events(Chunk.Text("Par"), Chunk.Text("tial"));

    private static CallOptions Idle(int retries = 0) => new()
    {
        IdleTimeout = Patience.Short, MaximumRetryCount = retries, RetryInterval = TimeSpan.FromMilliseconds(1),
    };

    private static CallOptions Total(int retries = 0) => new() { TotalTimeout = Patience.Short, MaximumRetryCount = retries };

    [Fact]
    public async Task Silence_before_the_headers_is_a_timeout()
    {
        await using var server = await WireServer.StartAsync(context => context.UntilAborted());
        using var client = server.Connect();
        var failure = await client.FailAsync(Idle(2)).Soon();
        Assert.Equal(QubridErrorKind.Timeout, failure.Kind);
        Assert.Null(failure.StatusCode);
        Assert.Equal(1, failure.Attempts);
    }

    [Fact]
    public async Task Silence_in_a_stream_interrupts_it()
    {
        await using var server = await WireServer.StartAsync(Answers.StallAfter(s_partial));
        using var client = server.Connect();
        var failure = await client.FailAsync(Idle()).Soon();
        Assert.Equal(QubridErrorKind.StreamInterrupted, failure.Kind);
        Assert.Equal("Partial", failure.PartialCompletion!.Text);
        Assert.Contains("0.15 s", failure.Message);
    }

    [Fact]
    public async Task Silence_before_the_first_text_is_tried_again()
    {
        await using var server = await WireServer.StartAsync(Answers.StallAfter(": wait\n\n"), Answers.Stream(Sse.Say("Hello")));
        using var client = server.Connect();
        var updates = new List<ChatUpdate>();
        await client.StreamAsync(updates, Idle(1)).Soon();
        Assert.Equal("Hello", string.Concat(updates));
        Assert.Equal(2, server.Requests);
    }

    [Fact]
    public async Task Keep_alive_comments_are_no_silence()
    {
        // Each comment comes well within the limit; together they take longer than it.
        await using var server = await WireServer.StartAsync(async context =>
        {
            for (var sent = 0; sent < 40; sent++)
            {
                await context.SendEventsAsync(": keep-alive\n\n");
                await Task.Delay(50);
            }

            await context.SendEventsAsync(Sse.Say("Hello"));
        });
        using var client = server.Connect();
        var options = new CallOptions { IdleTimeout = TimeSpan.FromSeconds(1.5), MaximumRetryCount = 0 };
        var completion = await client.CompleteAsync(options).Soon();
        Assert.Equal("Hello", completion.Text);
        Assert.True(completion.ClientMetrics!.TotalTimeSeconds > options.IdleTimeout.TotalSeconds);
    }

    [Fact]
    public async Task The_callers_own_work_between_updates_is_no_silence()
    {
        await using var server = await WireServer.StartAsync(Answers.Stream(Sse.Stream(Chunk.Text("a"), Chunk.Text("b"), Chunk.Stop())));
        using var client = server.Connect();
        using var call = client.CreateChatCall(Ask.Request(), Idle(), default);
        Assert.True(await call.MoveNextAsync());
        await Task.Delay(Patience.Short * 3);
        Assert.True(await call.MoveNextAsync());
        Assert.Equal("b", call.Current!.Text);
    }

    [Fact]
    public async Task The_total_timeout_ends_the_wait_for_headers()
    {
        await using var server = await WireServer.StartAsync(context => context.UntilAborted());
        using var client = server.Connect();
        Assert.Equal(QubridErrorKind.Timeout, (await client.FailAsync(Total()).Soon()).Kind);
    }

    [Fact]
    public async Task The_total_timeout_ends_a_stream_and_keeps_what_came()
    {
        await using var server = await WireServer.StartAsync(Answers.StallAfter(s_partial));
        using var client = server.Connect();
        var failure = await client.FailAsync(new CallOptions { TotalTimeout = TimeSpan.FromSeconds(1) }).Soon();
        Assert.Equal(QubridErrorKind.Timeout, failure.Kind);
        Assert.Equal("Partial", failure.PartialCompletion!.Text);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task The_total_timeout_ends_the_retries()
    {
        await using var server = await WireServer.StartAsync(Answers.Status(503));
        using var client = server.Connect();
        var options = new CallOptions
        {
            TotalTimeout = Patience.Short, MaximumRetryCount = int.MaxValue, RetryInterval = TimeSpan.FromMilliseconds(5),
        };
        var failure = await client.FailAsync(options).Soon();
        Assert.True(failure.Kind is QubridErrorKind.Timeout or QubridErrorKind.ServerError);
        Assert.True(failure.Attempts > 0);
    }
}
