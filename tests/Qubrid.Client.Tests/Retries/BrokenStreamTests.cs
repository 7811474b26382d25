namespace Qubrid.Client.Tests.Retries;

public class BrokenStreamTests
{
    private static readonly string s_role = Sse.Events(Chunk.Delta("\"role\":\"assistant\",\"content\":\"\""));
    private static readonly string s_partial = Sse.Events(Chunk.Text("Par"), Chunk.Text("tial"));
    private static readonly Func<HttpContext, Task> s_good = Answers.Stream(Sse.Say("Hello"));

    [Fact]
    public async Task Nothing_was_shown_so_a_pulled_stream_is_tried_again()
    {
        await using var server = await WireServer.StartAsync(Answers.BreakAfter(""), Answers.BreakAfter(s_role), s_good);
        using var client = server.Connect();
        var updates = new List<ChatUpdate>();
        await client.StreamAsync(updates, Ask.Again());
        Assert.Equal("Hello", string.Concat(updates));
        Assert.Equal(3, updates[^1].Completion!.ClientMetrics!.Attempts);
    }

    [Fact]
    public async Task Something_was_shown_so_a_pulled_stream_is_not_tried_again()
    {
        await using var server = await WireServer.StartAsync(Answers.BreakAfter(s_partial), s_good);
        using var client = server.Connect();
        var updates = new List<ChatUpdate>();
        var failure = await Assert.ThrowsAsync<QubridApiException>(() => client.StreamAsync(updates, Ask.Again()));
        Assert.Equal(QubridErrorKind.StreamInterrupted, failure.Kind);
        Assert.Equal("Partial", string.Concat(updates));
        Assert.Equal("Partial", failure.PartialCompletion!.Text);
        Assert.Equal(1, failure.Attempts);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task A_complete_call_is_tried_again_also_after_partial_text()
    {
        await using var server = await WireServer.StartAsync(Answers.BreakAfter(s_partial), Answers.Stream(s_partial), s_good);
        using var client = server.Connect();
        var completion = await client.CompleteAsync(Ask.Again());
        Assert.Equal("Hello", completion.Text);
        Assert.Equal(3, completion.ClientMetrics!.Attempts);
    }

    [Fact]
    public async Task What_had_arrived_is_kept_when_the_tries_are_used_up()
    {
        await using var server = await WireServer.StartAsync(Answers.BreakAfter(s_partial));
        using var client = server.Connect();
        var failure = await client.FailAsync(Ask.Again(1));
        Assert.Equal("Partial", failure.PartialCompletion!.Text);
        Assert.Equal(2, failure.Attempts);
    }

    [Fact]
    public async Task What_had_arrived_is_kept_when_the_next_try_brings_nothing()
    {
        await using var server = await WireServer.StartAsync(Answers.BreakAfter(s_partial), Answers.Status(401));
        using var client = server.Connect();
        var failure = await client.FailAsync(Ask.Again(1));
        Assert.Equal(QubridErrorKind.Unauthorized, failure.Kind);
        Assert.Equal("Partial", failure.PartialCompletion?.Text);
    }
}
