using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

public class OutputModeTests
{
    [Fact]
    public async Task Stream_gives_the_first_update_before_the_server_sends_the_second()
    {
        var seen = new TaskCompletionSource();
        await using var service = await FakeService.StartAsync(async context =>
        {
            Wire.StartStream(context);
            await Wire.TokenAsync(context, "first ");
            await seen.Task.WaitAsync(TimeSpan.FromSeconds(20)); // a buffered update would never be seen
            await Wire.TokenAsync(context, "second");
            await Wire.EndAsync(context);
        });
        using var shell = service.Connect();
        var updates = shell.Get("param($seen) Invoke-QubridChat hi -Stream | ForEach-Object { [void]$seen.TrySetResult(); $_ }", seen);
        Assert.Equal(["first ", "second", null], updates.Select(update => update.Get("Text")));
    }

    [Fact]
    public async Task Live_writes_the_first_text_before_the_server_sends_the_second()
    {
        var seen = new TaskCompletionSource();
        await using var service = await FakeService.StartAsync(async context =>
        {
            Wire.StartStream(context);
            await Wire.TokenAsync(context, "first ");
            await seen.Task.WaitAsync(TimeSpan.FromSeconds(20));
            await Wire.TokenAsync(context, "second");
            await Wire.EndAsync(context);
        });
        using var shell = service.Connect();
        shell.Host.Screen.OnWrite = text => _ = text == "first " && seen.TrySetResult();
        var completion = Assert.Single(shell.Get("Invoke-QubridChat hi -Live"));
        Assert.Equal("first second", completion.Text());
        Assert.Equal("first second\n", shell.Host.Screen.Text);
    }

    [Fact]
    public async Task Live_text_is_information_with_the_hosts_tag()
    {
        await using var service = await FakeService.StartAsync(context => Wire.StreamAsync(context, "a", "b"));
        using var shell = service.Connect();
        var records = shell.Run("Invoke-QubridChat hi -Live").Information;
        Assert.Equal(["a", "b", ""], records.Select(record => record.MessageData.ToString()));
        Assert.All(records, record => Assert.Contains("PSHOST", record.Tags));
    }

    [Fact]
    public async Task Updates_joined_are_the_answer_once_and_the_last_holds_the_rest()
    {
        await using var service = await FakeService.StartAsync(context => Wire.StreamAsync(context, "Hello", " world"));
        using var shell = service.Connect();
        var updates = shell.Get("'hi' | Invoke-QubridChat -Stream");
        Assert.Equal("Hello world", string.Concat(updates.Select(update => update.Text())));
        Assert.Equal([false, false, true], updates.Select(update => update.Get("IsLast")));
        Assert.Equal("assistant", updates[0].Text("Role"));
        Assert.All(updates, update => Assert.Equal("hi", update.Get("InputObject")));

        var last = updates[^1];
        Assert.Null(last.Get("Text"));
        Assert.Equal("stop", last.Text("FinishReason"));
        Assert.Equal(5L, last.Get("Usage.TotalTokens"));
        Assert.Equal(0.5, last.Get("Metrics.TtftSeconds"));
        Assert.Equal("Hello world", last.Text("Completion.Text"));
        Assert.Equal("hi", last.Get("Completion.InputObject"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-NoStream")]
    public async Task A_completion_has_what_the_wire_has(string mode)
    {
        await using var service = await FakeService.StartAsync(context => mode.Length == 0
            ? Wire.StreamAsync(context, "Hello", " world")
            : Wire.SendAsync(context, """
                {"id":"c1","object":"chat.completion","created":1710000000,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"Hello world"},"finish_reason":"stop"}],
                "usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5},"x_metrics":{"ttft_seconds":0.5,"tps":10,"total_time_seconds":1}}
                """));
        using var shell = service.Connect();
        var completion = Assert.Single(shell.Get("Invoke-QubridChat hi " + mode));
        Assert.Equal("Hello world", completion.ToString());
        Assert.Equal("c1", completion.Text("Id"));
        Assert.Equal("chat.completion", completion.Text("Object"));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1710000000), completion.Get("Created"));
        Assert.Equal("m", completion.Text("Model"));
        Assert.Equal("stop", completion.Text("FinishReason"));
        Assert.Equal(3L, completion.Get("Usage.PromptTokens"));
        Assert.Equal(10.0, completion.Get("Metrics.TokensPerSecond"));
        Assert.Equal(1, completion.Get("ClientMetrics.Attempts"));
        Assert.Contains(mode.Length == 0 ? "\"stream\":true" : "\"stream\":false", service.Bodies.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_wire_does_not_say_is_null_and_not_zero()
    {
        await using var service = await FakeService.StartAsync(context => Wire.SendAsync(context, """{"choices":[{"message":{"content":"x"}}]}"""));
        using var shell = service.Connect();
        var completion = Assert.Single(shell.Get("Invoke-QubridChat hi"));
        string[] absent = ["Id", "Model", "Created", "Usage", "Metrics", "FinishReason", "Reasoning", "InputObject", "Data", "RequestId"];
        Assert.All(absent, name => Assert.Null(completion.Get(name)));
    }

    [Fact]
    public void Lists_can_be_counted_from_their_end()
    {
        using var mock = new MockShell();
        var read = mock.Get("$c = Invoke-QubridChat hi; $c.Messages[-1].Content; $c.Choices[-1].Index; $mock.Requests[-1].Messages[-1].Content");
        Assert.Equal(["Mock answer to: hi", "0", "hi"], read.Select(value => value.ToString()));
    }

    [Fact]
    public async Task Progress_is_shown_for_a_call_that_takes_a_moment_and_at_most_five_times_a_second()
    {
        var shown = new TaskCompletionSource();
        await using var service = await FakeService.StartAsync(async context =>
        {
            Wire.StartStream(context);
            await Wire.TokenAsync(context, "a");
            await shown.Task.WaitAsync(TimeSpan.FromSeconds(20));
            await Wire.EndAsync(context);
        });
        using var shell = service.Connect();
        using var run = shell.Create("Invoke-QubridChat hi");
        run.Streams.Progress.DataAdded += (records, added) =>
            _ = ((PSDataCollection<ProgressRecord>)records!)[added.Index].StatusDescription.StartsWith("1 tokens", StringComparison.Ordinal)
                && shown.TrySetResult();
        var started = DateTime.UtcNow;
        run.Invoke();
        var elapsed = DateTime.UtcNow - started;
        var records = run.Streams.Progress.ToList();
        Assert.Contains(records, record => record.StatusDescription.StartsWith("1 tokens", StringComparison.Ordinal));
        Assert.Equal(ProgressRecordType.Completed, records[^1].RecordType);
        Assert.True(records.Count <= (elapsed.TotalSeconds * 5) + 2, $"{records.Count} records in {elapsed}");
    }
}
