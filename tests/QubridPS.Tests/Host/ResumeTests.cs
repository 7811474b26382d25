using System.Text.Json;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Host;

/// <summary>-Checkpoint over the ends of processes.</summary>
public class ResumeTests
{
    private const int Items = 500;

    private static string Script(string address, string file, string prefix, int count) =>
        $"Connect-Qubrid -ApiKey {FakeService.TestKey} -BaseUri {address}; "
        + $"& {{ for ($i = 0; $i -lt {count}; $i++) {{ '{prefix}' + $i }} }} | Invoke-QubridChat -Checkpoint '{file}' -ThrottleLimit 8 "
        + "| ForEach-Object { $_.InputObject + ' ' + $_.Text }";

    [Fact]
    public async Task After_a_kill_in_the_middle_of_500_items_a_second_run_sends_exactly_the_unfinished()
    {
        var middle = new TaskCompletionSource();
        await using var service = await BusyService.StartAsync(async (service, _) =>
        {
            await Task.Delay(2);
            if (service.Starts.Count >= 200)
            {
                middle.TrySetResult();
            }
        });
        using var folder = new TemporaryFolder();
        var file = folder.File("run.jsonl");
        using (var first = HostRun.Start("-Command", Script(service.BaseUri, file, "p", Items)))
        {
            _ = first.StandardOutput.ReadToEndAsync();
            await middle.Task.WaitAsync(BusyService.Patience);
            first.Kill();
            await first.WaitForExitAsync().WaitAsync(BusyService.Patience);
        }

        await service.UntilAsync(() => service.Active == 0);
        var before = service.Starts.Count;
        var kept = Lines(file).Count;
        Assert.InRange(kept, 100, Items - 100);
        var run = await HostRun.RunAsync("-Command", Script(service.BaseUri, file, "p", Items));
        Assert.True(run.Errors.Length == 0, run.Errors);
        Assert.Equal(Enumerable.Range(0, Items).Select(number => $"p{number} answer p{number}"), run.Output.TrimEnd('\n').Split('\n'));
        Assert.Equal(Items - kept, service.Starts.Count - before);
        Assert.Equal(Items, Lines(file).Count);
        Assert.DoesNotContain("canary", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_processes_and_two_sessions_append_to_one_file_and_every_line_is_whole()
    {
        const int each = 200;
        await using var service = await BusyService.StartAsync((_, _) => Task.CompletedTask);
        using var folder = new TemporaryFolder();
        var file = folder.File("run.jsonl");
        var processes = new[] { "a", "b" }.Select(prefix => HostRun.RunAsync("-Command", Script(service.BaseUri, file, prefix, each))).ToArray();
        var sessions = new[] { "c", "d" }.Select(prefix => Task.Run(() =>
        {
            using var shell = new Shell();
            return shell.Get(Script(service.BaseUri, file, prefix, each));
        })).ToArray();
        Assert.All(await Task.WhenAll(processes), run => Assert.Equal("", run.Errors));
        Assert.All(await Task.WhenAll(sessions), output => Assert.Equal(each, output.Count));
        Assert.Equal(4 * each, Lines(file).Count);

        // All of it is known again, whoever wrote it.
        using var later = new Shell();
        Assert.Equal(each, later.Get(Script(service.BaseUri, file, "a", each)).Count);
        Assert.Equal(4 * each, service.Starts.Count);
    }

    private static List<JsonElement> Lines(string file) => [.. File.ReadAllText(file).Split('\n').SkipLast(1).Select(line => JsonDocument.Parse(line).RootElement)];
}
