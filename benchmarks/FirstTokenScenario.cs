using System.Diagnostics;

namespace QubridPS.Benchmarks;

/// <summary>From the command to the first token, on a connection that is open, beside HttpClient with a loop by hand.</summary>
internal static class FirstTokenScenario
{
    private const int Tokens = 20;
    private const int Runs = 300;
    private const int WarmUps = 200;

    internal static async Task RunAsync()
    {
        using var server = new ServerProcess();
        using var session = new Session();
        var root = $"{server.Root}/tokens/{Tokens}";
        using var floor = new Floor(root);
        session.Run($"Connect-Qubrid -ApiKey k -BaseUri {root}");
        var theirs = new List<double>();
        var ours = new List<double>();
        for (var run = -WarmUps; run < Runs; run++)
        {
            var start = Stopwatch.GetTimestamp();
            var first = 0.0;
            await floor.AskAsync(() => first = Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            var ticks = session.Run("[System.Diagnostics.Stopwatch]::GetTimestamp(); Invoke-QubridChat hi -Stream | Measure-FirstObject");
            if (run >= 0)
            {
                theirs.Add(first);
                ours.Add(Stopwatch.GetElapsedTime((long)ticks[0].BaseObject, (long)ticks[1].BaseObject).TotalMilliseconds);
            }
        }

        var (floorMedian, median) = (StreamScenario.Median(theirs), StreamScenario.Median(ours));
        Console.WriteLine($"  first token after {median:0.00} ms, the floor {floorMedian:0.00} ms (p50 of {Runs}): {median - floorMedian:0.00} ms more (to reach: 1 ms)");
    }
}
