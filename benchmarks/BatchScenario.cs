using System.Diagnostics;

namespace QubridPS.Benchmarks;

/// <summary>Measures 1,000 prompts, 64 at a time, with a server that takes 50 ms, compared with the ideal time and with HttpClient and a read loop.</summary>
internal static class BatchScenario
{
    private const int Prompts = 1000;
    private const int Throttle = 64;
    private const int DelayMilliseconds = 50;
    private const int Runs = 7;
    private const double Ideal = Prompts / (double)Throttle * DelayMilliseconds;

    internal static async Task RunAsync()
    {
        using var server = new ServerProcess();
        using var session = new ModuleSession();
        var root = $"{server.BaseUri}/delay/{DelayMilliseconds}";
        using var baseline = new HttpClientBaseline(root);
        session.Run($"Connect-Qubrid -ApiKey k -BaseUri {root}");
        var baselineRuns = new List<(double Time, double Cpu)>();
        var moduleRuns = new List<(double Time, double Cpu)>();
        for (var run = -2; run < Runs; run++)
        {
            var manual = await MeasureAsync(() => Parallel.ForAsync(0, Prompts, new ParallelOptions { MaxDegreeOfParallelism = Throttle }, async (_, _) => await baseline.SendAsync()));
            var module = await MeasureAsync(() => Task.FromResult(session.Run($"(1..{Prompts} | ForEach-Object {{ \"prompt $_\" }} | Invoke-QubridChat -ThrottleLimit {Throttle}).Count")));
            if (run >= 0)
            {
                baselineRuns.Add(manual);
                moduleRuns.Add(module);
            }
        }

        Console.WriteLine($"  {FormatRuns(moduleRuns)} (target: 1.15)");
        Console.WriteLine($"  HttpClient: {FormatRuns(baselineRuns)}");
        Console.WriteLine($"  time relative to HttpClient: {StreamScenario.Median([.. moduleRuns.Zip(baselineRuns, (left, right) => left.Time / right.Time)]):0.00}");
    }

    private static string FormatRuns(List<(double Time, double Cpu)> runs) =>
        $"{StreamScenario.Median([.. runs.Select(run => run.Time / Ideal)]):0.00} times the ideal, best {runs.Min(run => run.Time / Ideal):0.00}, CPU {StreamScenario.Median([.. runs.Select(run => run.Cpu / Prompts)]):0.00} ms a request";

    private static async Task<(double Time, double Cpu)> MeasureAsync(Func<Task> action)
    {
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        await action();
        clock.Stop();
        process.Refresh();
        return (clock.Elapsed.TotalMilliseconds, (process.TotalProcessorTime - cpu).TotalMilliseconds);
    }
}
