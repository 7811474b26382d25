using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>A batch gives while it takes, holds little, and ends when it is told to.</summary>
public class BatchFlowTests
{
    private const int Limit = 4;

    /// <summary>Where an input of any length is held in parts, this is more than enough.</summary>
    private const int SmallMultiple = 10 * Limit;

    /// <summary>An input that counts what was taken of it.</summary>
    private sealed class Source(int count)
    {
        internal int Taken { get; private set; }

        internal int TakenWhenSeen { get; private set; } = -1;

        public void See() => TakenWhenSeen = TakenWhenSeen < 0 ? Taken : TakenWhenSeen;

        public IEnumerable<string> Items()
        {
            while (Taken < count)
            {
                yield return (Taken++).ToString(System.Globalization.CultureInfo.InvariantCulture);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(Limit)]
    public async Task The_first_answer_is_out_while_input_still_comes(int limit)
    {
        await using var service = await BusyService.StartAsync((_, _) => Task.CompletedTask);
        using var shell = service.Connect();
        var source = new Source(300);
        var see = () => source.See();
        var answers = shell.Get(
            $"param($items, $see) $items | Invoke-QubridChat -ThrottleLimit {limit} | ForEach-Object {{ $see.Invoke(); $_ }}", source.Items(), see);
        Assert.Equal(BusyService.Prompts(300), answers.Select(answer => answer.Text("InputObject")));
        Assert.InRange(source.TakenWhenSeen, 1, SmallMultiple);
    }

    [Fact]
    public async Task While_the_first_request_hangs_no_more_than_a_small_multiple_of_the_limit_is_taken_of_ten_thousand()
    {
        var source = new Source(10_000);
        var taken = 0;
        await using var service = await BusyService.StartAsync(async (service, prompt) =>
        {
            if (prompt == "0")
            {
                await service.UntilAsync(() => service.Starts.Count > Limit); // the others go on meanwhile
                await Task.Delay(500);
                taken = source.Taken;
            }
        });
        using var shell = service.Connect();
        var script = $"param($items) while ($true) {{ $items | Invoke-QubridChat -ThrottleLimit {Limit} | ForEach-Object {{ $_; break }} }}";
        Assert.Equal("answer 0", Assert.Single(shell.Get(script, source.Items())).Text());
        Assert.InRange(taken, Limit + 1, SmallMultiple);
        Assert.InRange(source.Taken, taken, SmallMultiple);
    }

    [Fact]
    public async Task A_downstream_that_has_enough_ends_what_is_on_its_way_and_nothing_starts_later()
    {
        await using var service = await BusyService.StartAsync((_, context, prompt) =>
            prompt is "0" or "1" ? Wire.StreamAsync(context, prompt) : BusyService.UntilAborted(context));
        using var shell = service.Connect();
        var source = new Source(10_000);
        var script = $"param($items) $n = 0; while ($true) {{ $items | Invoke-QubridChat -ThrottleLimit {Limit} | ForEach-Object {{ $_; if (++$n -eq 2) {{ break }} }} }}";
        Assert.Equal(["0", "1"], shell.Get(script, source.Items()).Select(answer => answer.Text()));
        await service.UntilAsync(() => service.Active == 0);
        var started = service.Starts.Count;
        await Task.Delay(300);
        Assert.Equal(started, service.Starts.Count);
        Assert.Equal(0, service.Active);
        Assert.InRange(source.Taken, 2, SmallMultiple);
    }

    [Theory]
    [InlineData(3)] // all are taken, and their answers are waited for
    [InlineData(10_000)] // the window is full
    public async Task A_stop_from_outside_ends_all_requests(int count)
    {
        await using var service = await BusyService.StartAsync((_, context, _) => BusyService.UntilAborted(context));
        using var shell = service.Connect();
        using var run = shell.Create($"param($items) $items | Invoke-QubridChat -ThrottleLimit {Limit}", new Source(count).Items());
        var running = run.BeginInvoke();
        await service.UntilAsync(() => service.Active == Math.Min(count, Limit));
        await run.StopAsync(null, null).WaitAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(PSInvocationState.Stopped, run.InvocationStateInfo.State);
        await service.UntilAsync(() => service.Active == 0);
        Assert.Equal(BusyService.Prompts(Math.Min(count, Limit)), service.Starts.Select(start => start.Prompt).Order(StringComparer.Ordinal)); // the first go first
        Assert.Throws<PipelineStoppedException>(() => run.EndInvoke(running));
    }

    [Fact]
    public async Task Progress_has_a_percentage_once_all_input_has_come()
    {
        var shown = new TaskCompletionSource();
        await using var service = await BusyService.StartAsync(async (_, prompt) =>
        {
            if (int.Parse(prompt, null) >= 3)
            {
                await shown.Task.WaitAsync(BusyService.Patience);
            }
        });
        using var shell = service.Connect();
        using var run = shell.Create("param($prompts) $prompts | Invoke-QubridChat -ThrottleLimit 6", BusyService.Prompts(6));
        run.Streams.Progress.DataAdded += (records, added) =>
            _ = ((PSDataCollection<ProgressRecord>)records!)[added.Index].PercentComplete == 50 && shown.TrySetResult();
        Assert.Equal(6, run.Invoke().Count);
        var records = run.Streams.Progress.ToList();
        var half = records.First(record => record.PercentComplete == 50);
        Assert.StartsWith("3 of 6 done, ", half.StatusDescription, StringComparison.Ordinal);
        Assert.InRange(half.SecondsRemaining, 1, 60);
        Assert.Equal(ProgressRecordType.Completed, records[^1].RecordType);
    }
}
