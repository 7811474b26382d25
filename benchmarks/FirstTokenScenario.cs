using System.Diagnostics;

namespace QubridPS.Benchmarks;

/// <summary>Measures the time from the command to the first token on an open connection, compared with HttpClient and a read loop.</summary>
internal static class FirstTokenScenario
{
    private const int Tokens = 20;
    private const int Runs = 300;
    private const int WarmUps = 200;

    internal static async Task RunAsync()
    {
        using var server = new ServerProcess();
        using var session = new ModuleSession();
        var root = $"{server.BaseUri}/tokens/{Tokens}";
        using var baseline = new HttpClientBaseline(root);
        session.Run($"Connect-Qubrid -ApiKey k -BaseUri {root}");
        var baselineTicks = new List<double>();
        var moduleTicks = new List<double>();
        for (var run = -WarmUps; run < Runs; run++)
        {
            var start = Stopwatch.GetTimestamp();
            var first = 0.0;
            await baseline.SendAsync(() => first = Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            var ticks = session.Run("[System.Diagnostics.Stopwatch]::GetTimestamp(); Invoke-QubridChat hi -Stream | Measure-FirstObject");
            if (run >= 0)
            {
                baselineTicks.Add(first);
                moduleTicks.Add(Stopwatch.GetElapsedTime((long)ticks[0].BaseObject, (long)ticks[1].BaseObject).TotalMilliseconds);
            }
        }

        var (baselineMedian, median) = (StreamScenario.Median(baselineTicks), StreamScenario.Median(moduleTicks));
        Console.WriteLine($"  first token after {median:0.00} ms, baseline {baselineMedian:0.00} ms (p50 of {Runs}): {median - baselineMedian:0.00} ms more (target: 1 ms)");
    }
}
