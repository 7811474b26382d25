using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>A batch gives while it takes, holds little, and ends when it is told to.</summary>
public class BatchFlowTests
{
    private const int ThrottleLimit = 4;

    /// <summary>Where an input of any length is held in parts, this is more than enough.</summary>
    private const int MaxReadAheadFactor = 10 * ThrottleLimit;

    /// <summary>An input that counts what was taken of it.</summary>
    private sealed class CountingSource(int count)
    {
        internal int ItemsTaken { get; private set; }

        internal int ItemsTakenAtFirstOutput { get; private set; } = -1;

        public void MarkFirstOutput() => ItemsTakenAtFirstOutput = ItemsTakenAtFirstOutput < 0 ? ItemsTaken : ItemsTakenAtFirstOutput;

        public IEnumerable<string> Items()
        {
            while (ItemsTaken < count)
            {
                yield return (ItemsTaken++).ToString(System.Globalization.CultureInfo.InvariantCulture);
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
        Assert.InRange(source.ItemsTakenAtFirstOutput, 1, MaxReadAheadFactor);
    }

    [Fact]
    public async Task Read_ahead_is_bounded_while_the_first_request_hangs()
    {
        var source = new CountingSource(10_000);
        var itemsTaken = 0;
        await using var service = await ConcurrencyRecordingServer.StartAsync(async (service, prompt) =>
        {
            if (prompt == "0")
            {
                await service.WaitUntilAsync(() => service.RequestStarts.Count > ThrottleLimit); // the others go on meanwhile
                await Task.Delay(500);
                itemsTaken = source.ItemsTaken;
            }
        });
        using var shell = service.Connect();
        var script = $"param($items) while ($true) {{ $items | Invoke-QubridChat -ThrottleLimit {ThrottleLimit} | ForEach-Object {{ $_; break }} }}";
        Assert.Equal("answer 0", Assert.Single(shell.Get(script, source.Items())).GetText());
        Assert.InRange(itemsTaken, ThrottleLimit + 1, MaxReadAheadFactor);
        Assert.InRange(source.ItemsTaken, itemsTaken, MaxReadAheadFactor);
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
        Assert.InRange(source.ItemsTaken, 2, MaxReadAheadFactor);
    }

    [Theory]
    [InlineData(3)] // all are taken, and their answers are waited for
    [InlineData(10_000)] // the window is full
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
        Assert.Equal(ConcurrencyRecordingServer.CreatePrompts(Math.Min(count, ThrottleLimit)), service.RequestStarts.Select(start => start.Prompt).Order(StringComparer.Ordinal)); // the first go first
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
