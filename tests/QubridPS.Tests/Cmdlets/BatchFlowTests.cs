using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests that a batch writes output while it reads input, limits what it reads ahead, and can be stopped.</summary>
public class BatchFlowTests
{
    private const int ThrottleLimit = 4;

    /// <summary>The maximum number of items that a batch may read ahead, with a margin.</summary>
    private const int MaxReadAhead = 10 * ThrottleLimit;

    /// <summary>Represents input that counts the items that were read.</summary>
    private sealed class CountingSource(int count)
    {
        internal int ItemsRead { get; private set; }

        internal int ItemsReadAtFirstOutput { get; private set; } = -1;

        public void MarkFirstOutput() => ItemsReadAtFirstOutput = ItemsReadAtFirstOutput < 0 ? ItemsRead : ItemsReadAtFirstOutput;

        public IEnumerable<string> Items()
        {
            while (ItemsRead < count)
            {
                yield return (ItemsRead++).ToString(System.Globalization.CultureInfo.InvariantCulture);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(ThrottleLimit)]
    public async Task First_completion_is_written_while_input_is_still_arriving(int limit)
    {
        await using var service = await ConcurrencyRecordingServer.StartAsync((_, _) => Task.CompletedTask);
        using var shell = service.Connect();
        var source = new CountingSource(300);
        var onFirstOutput = () => source.MarkFirstOutput();
        var completions = shell.Get(
            $"param($items, $onFirstOutput) $items | Invoke-QubridChat -ThrottleLimit {limit} | ForEach-Object {{ $onFirstOutput.Invoke(); $_ }}", source.Items(), onFirstOutput);
        Assert.Equal(ConcurrencyRecordingServer.CreatePrompts(300), completions.Select(completion => completion.GetText("InputObject")));
        Assert.InRange(source.ItemsReadAtFirstOutput, 1, MaxReadAhead);
    }

    [Fact]
    public async Task Read_ahead_is_bounded_while_the_first_request_hangs()
    {
        var source = new CountingSource(10_000);
        var itemsRead = 0;
        await using var service = await ConcurrencyRecordingServer.StartAsync(async (service, prompt) =>
        {
            if (prompt == "0")
            {
                await service.WaitUntilAsync(() => service.RequestStarts.Count > ThrottleLimit); // the other requests continue meanwhile
                await Task.Delay(500);
                itemsRead = source.ItemsRead;
            }
        });
        using var shell = service.Connect();
        var script = $"param($items) while ($true) {{ $items | Invoke-QubridChat -ThrottleLimit {ThrottleLimit} | ForEach-Object {{ $_; break }} }}";
        Assert.Equal("answer 0", Assert.Single(shell.Get(script, source.Items())).GetText());
        Assert.InRange(itemsRead, ThrottleLimit + 1, MaxReadAhead);
        Assert.InRange(source.ItemsRead, itemsRead, MaxReadAhead);
    }

    [Fact]
    public async Task Stopping_downstream_cancels_in_flight_requests()
    {
        await using var service = await ConcurrencyRecordingServer.StartAsync((_, context, prompt) =>
            prompt is "0" or "1" ? StubResponses.SendStreamAsync(context, prompt) : ConcurrencyRecordingServer.WaitForAbortAsync(context));
        using var shell = service.Connect();
        var source = new CountingSource(10_000);
        var script = $"param($items) $n = 0; while ($true) {{ $items | Invoke-QubridChat -ThrottleLimit {ThrottleLimit} | ForEach-Object {{ $_; if (++$n -eq 2) {{ break }} }} }}";
        Assert.Equal(["0", "1"], shell.Get(script, source.Items()).Select(completion => completion.GetText()));
        await service.WaitUntilAsync(() => service.Active == 0);
        var started = service.RequestStarts.Count;
        await Task.Delay(300);
        Assert.Equal(started, service.RequestStarts.Count);
        Assert.Equal(0, service.Active);
        Assert.InRange(source.ItemsRead, 2, MaxReadAhead);
    }

    [Theory]
    [InlineData(3)] // all items are read, and completions are pending
    [InlineData(10_000)] // the read-ahead limit is reached
    public async Task Stopping_the_pipeline_ends_all_requests(int count)
    {
        await using var service = await ConcurrencyRecordingServer.StartAsync((_, context, _) => ConcurrencyRecordingServer.WaitForAbortAsync(context));
        using var shell = service.Connect();
        using var pipeline = shell.Create($"param($items) $items | Invoke-QubridChat -ThrottleLimit {ThrottleLimit}", new CountingSource(count).Items());
        var running = pipeline.BeginInvoke();
        await service.WaitUntilAsync(() => service.Active == Math.Min(count, ThrottleLimit));
        await pipeline.StopAsync(null, null).WaitAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(PSInvocationState.Stopped, pipeline.InvocationStateInfo.State);
        await service.WaitUntilAsync(() => service.Active == 0);
        Assert.Equal(ConcurrencyRecordingServer.CreatePrompts(Math.Min(count, ThrottleLimit)), service.RequestStarts.Select(start => start.Prompt).Order(StringComparer.Ordinal)); // the first items are sent first
        Assert.Throws<PipelineStoppedException>(() => pipeline.EndInvoke(running));
    }

    [Fact]
    public async Task Progress_has_a_percentage_once_all_input_was_read()
    {
        var statuses = new TaskCompletionSource();
        await using var service = await ConcurrencyRecordingServer.StartAsync(async (_, prompt) =>
        {
            if (int.Parse(prompt, null) >= 3)
            {
                await statuses.Task.WaitAsync(ConcurrencyRecordingServer.Timeout);
            }
        });
        using var shell = service.Connect();
        using var pipeline = shell.Create("param($prompts) $prompts | Invoke-QubridChat -ThrottleLimit 6", ConcurrencyRecordingServer.CreatePrompts(6));
        pipeline.Streams.Progress.DataAdded += (records, added) =>
            _ = ((PSDataCollection<ProgressRecord>)records!)[added.Index].PercentComplete == 50 && statuses.TrySetResult();
        Assert.Equal(6, pipeline.Invoke().Count);
        var records = pipeline.Streams.Progress.ToList();
        var half = records.First(record => record.PercentComplete == 50);
        Assert.StartsWith("3 of 6 completed, ", half.StatusDescription, StringComparison.Ordinal);
        Assert.InRange(half.SecondsRemaining, 1, 60);
        Assert.Equal(ProgressRecordType.Completed, records[^1].RecordType);
    }
}
