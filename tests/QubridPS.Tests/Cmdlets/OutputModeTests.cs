using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

public class OutputModeTests
{
    [Fact]
    public async Task Stream_writes_the_first_update_before_the_second_is_sent()
    {
        var received = new TaskCompletionSource();
        await using var service = await StubServer.StartAsync(async context =>
        {
            StubResponses.StartStream(context);
            await StubResponses.SendTokenAsync(context, "first ");
            await received.Task.WaitAsync(TimeSpan.FromSeconds(20)); // times out if the update is buffered
            await StubResponses.SendTokenAsync(context, "second");
            await StubResponses.SendEndAsync(context);
        });
        using var shell = service.Connect();
        var updates = shell.Get("param($seen) Invoke-QubridChat hi -Stream | ForEach-Object { [void]$seen.TrySetResult(); $_ }", received);
        Assert.Equal(["first ", "second", null], updates.Select(update => update.GetValue("Text")));
    }

    [Fact]
    public async Task Live_writes_the_first_text_before_the_second_is_sent()
    {
        var received = new TaskCompletionSource();
        await using var service = await StubServer.StartAsync(async context =>
        {
            StubResponses.StartStream(context);
            await StubResponses.SendTokenAsync(context, "first ");
            await received.Task.WaitAsync(TimeSpan.FromSeconds(20));
            await StubResponses.SendTokenAsync(context, "second");
            await StubResponses.SendEndAsync(context);
        });
        using var shell = service.Connect();
        shell.Host.Screen.OnWrite = text => _ = text == "first " && received.TrySetResult();
        var completion = Assert.Single(shell.Get("Invoke-QubridChat hi -Live"));
        Assert.Equal("first second", completion.GetText());
        Assert.Equal("first second\n", shell.Host.Screen.Text);
    }

    [Fact]
    public async Task Live_text_is_information_tagged_PSHOST()
    {
        await using var service = await StubServer.StartAsync(context => StubResponses.SendStreamAsync(context, "a", "b"));
        using var shell = service.Connect();
        var records = shell.Run("Invoke-QubridChat hi -Live").Information;
        Assert.Equal(["a", "b", ""], records.Select(record => record.MessageData.ToString()));
        Assert.All(records, record => Assert.Contains("PSHOST", record.Tags));
    }

    [Fact]
    public async Task Joined_updates_equal_the_text_and_the_last_has_the_metadata()
    {
        await using var service = await StubServer.StartAsync(context => StubResponses.SendStreamAsync(context, "Hello", " world"));
        using var shell = service.Connect();
        var updates = shell.Get("'hi' | Invoke-QubridChat -Stream");
        Assert.Equal("Hello world", string.Concat(updates.Select(update => update.GetText())));
        Assert.Equal([false, false, true], updates.Select(update => update.GetValue("IsLast")));
        Assert.Equal("assistant", updates[0].GetText("Role"));
        Assert.All(updates, update => Assert.Equal("hi", update.GetValue("InputObject")));

        var last = updates[^1];
        Assert.Null(last.GetValue("Text"));
        Assert.Equal("stop", last.GetText("FinishReason"));
        Assert.Equal(5L, last.GetValue("Usage.TotalTokens"));
        Assert.Equal(0.5, last.GetValue("Metrics.TtftSeconds"));
        Assert.Equal("Hello world", last.GetText("Completion.Text"));
        Assert.Equal("hi", last.GetValue("Completion.InputObject"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-NoStream")]
    public async Task Completion_has_all_fields_of_the_response(string mode)
    {
        await using var service = await StubServer.StartAsync(context => mode.Length == 0
            ? StubResponses.SendStreamAsync(context, "Hello", " world")
            : StubResponses.SendAsync(context, """
                {"id":"c1","object":"chat.completion","created":1710000000,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"Hello world"},"finish_reason":"stop"}],
                "usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5},"x_metrics":{"ttft_seconds":0.5,"tps":10,"total_time_seconds":1}}
                """));
        using var shell = service.Connect();
        var completion = Assert.Single(shell.Get("Invoke-QubridChat hi " + mode));
        Assert.Equal("Hello world", completion.ToString());
        Assert.Equal("c1", completion.GetText("Id"));
        Assert.Equal("chat.completion", completion.GetText("Object"));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1710000000), completion.GetValue("Created"));
        Assert.Equal("m", completion.GetText("Model"));
        Assert.Equal("stop", completion.GetText("FinishReason"));
        Assert.Equal(3L, completion.GetValue("Usage.PromptTokens"));
        Assert.Equal(10.0, completion.GetValue("Metrics.TokensPerSecond"));
        Assert.Equal(1, completion.GetValue("ClientMetrics.Attempts"));
        Assert.Contains(mode.Length == 0 ? "\"stream\":true" : "\"stream\":false", service.Bodies.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Absent_fields_are_null_and_not_zero()
    {
        await using var service = await StubServer.StartAsync(context => StubResponses.SendAsync(context, """{"choices":[{"message":{"content":"x"}}]}"""));
        using var shell = service.Connect();
        var completion = Assert.Single(shell.Get("Invoke-QubridChat hi"));
        string[] absent = ["Id", "Model", "Created", "Usage", "Metrics", "FinishReason", "Reasoning", "InputObject", "Data", "RequestId"];
        Assert.All(absent, name => Assert.Null(completion.GetValue(name)));
    }

    [Fact]
    public void Arrays_support_negative_indexes()
    {
        using var mock = new MockShell();
        var read = mock.Get("$c = Invoke-QubridChat hi; $c.Messages[-1].Content; $c.Choices[-1].Index; $mock.Requests[-1].Messages[-1].Content");
        Assert.Equal(["Mock answer to: hi", "0", "hi"], read.Select(value => value.ToString()));
    }

    [Fact]
    public async Task Progress_is_written_at_most_five_times_a_second()
    {
        var statuses = new TaskCompletionSource();
        await using var service = await StubServer.StartAsync(async context =>
        {
            StubResponses.StartStream(context);
            await StubResponses.SendTokenAsync(context, "a");
            await statuses.Task.WaitAsync(TimeSpan.FromSeconds(20));
            await StubResponses.SendEndAsync(context);
        });
        using var shell = service.Connect();
        using var pipeline = shell.Create("Invoke-QubridChat hi");
        pipeline.Streams.Progress.DataAdded += (records, added) =>
            _ = ((PSDataCollection<ProgressRecord>)records!)[added.Index].StatusDescription.StartsWith("1 tokens", StringComparison.Ordinal)
                && statuses.TrySetResult();
        var started = DateTime.UtcNow;
        pipeline.Invoke();
        var elapsed = DateTime.UtcNow - started;
        var records = pipeline.Streams.Progress.ToList();
        Assert.Contains(records, record => record.StatusDescription.StartsWith("1 tokens", StringComparison.Ordinal));
        Assert.Equal(ProgressRecordType.Completed, records[^1].RecordType);
        Assert.True(records.Count <= (elapsed.TotalSeconds * 5) + 2, $"{records.Count} records in {elapsed}");
    }
}
