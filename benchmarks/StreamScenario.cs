using System.Diagnostics;

namespace QubridPS.Benchmarks;

/// <summary>Measures a stream of 20,000 tokens, compared with HttpClient and a read loop, and with the OpenAI SDK, alternately.</summary>
internal static class StreamScenario
{
    private const int Tokens = 20000;
    private const int Runs = 9;
    private const int WarmUps = 8; // until the binder of PowerShell is fully compiled; before that it boxes values
    private const int TextLength = Tokens * 5;

    internal static async Task RunAsync()
    {
        using var server = new ServerProcess();
        using var session = new ModuleSession();
        var root = $"{server.BaseUri}/tokens/{Tokens}";
        using var baseline = new HttpClientBaseline(root);
        var sdk = new OpenAISdk(root);
        session.Run($"Connect-Qubrid -ApiKey k -BaseUri {root}");

        Dictionary<string, Func<Task<int>>> ways = new()
        {
            ["baseline"] = () => baseline.SendAsync(),
            ["sdk"] = sdk.SendAsync,
            ["default"] = () => Length(session.Run("(Invoke-QubridChat hi).Text.Length")),
            ["null"] = () => Length(session.Run($"Invoke-QubridChat hi -Stream > $null; {TextLength}")),
            ["stream"] = () => Length(session.Run($"Invoke-QubridChat hi -Stream | Out-Null; {TextLength}")),
            ["empty > $null"] = () => Length(session.Run($"Write-EmptyObject -Count {Tokens} > $null; {TextLength}")),
            ["empty"] = () => Length(session.Run($"Write-EmptyObject -Count {Tokens} | Out-Null; {TextLength}")),
        };
        var seen = ways.Keys.ToDictionary(name => name, _ => new List<(double Time, double Bytes)>());
        for (var run = -WarmUps; run < Runs; run++)
        {
            foreach (var (name, way) in ways)
            {
                var runs = await MeasureAsync(way);
                if (run >= 0)
                {
                    seen[name].Add(runs);
                }
            }
        }

        double Time(string name) => Median([.. seen[name].Zip(seen["baseline"], (moduleRuns, baselineRuns) => moduleRuns.Time / baselineRuns.Time)]);
        double Bytes(string name) => Median([.. seen[name].Select(run => run.Bytes)]);
        Console.WriteLine($"  default mode: {Time("default"):0.00} times the time of the baseline (target: 1.10), {Bytes("default") / Bytes("baseline"):0.00} times its allocated bytes (target: 1.00)");
        Console.WriteLine($"  OpenAI SDK:   {Time("sdk"):0.00} times the time of the baseline, {Bytes("sdk") / Bytes("baseline"):0.00} times its allocated bytes");
        Console.WriteLine($"  -Stream | Out-Null: {Time("stream"):0.00} times the time of the baseline (target: 1.80), empty objects {Time("empty"):0.00}; bytes per token: {Bytes("stream") / Tokens:0} in total (target: 200), empty objects {Bytes("empty") / Tokens:0}, difference {(Bytes("stream") - Bytes("empty")) / Tokens:0}");
        Console.WriteLine($"  -Stream > $null: {Time("null"):0.00} times the time of the baseline; bytes per token: {Bytes("null") / Tokens:0} in total, empty objects {Bytes("empty > $null") / Tokens:0}, difference {(Bytes("null") - Bytes("empty > $null")) / Tokens:0}");
    }

    private static Task<int> Length(IList<PSObject> output) => Task.FromResult((int)output.Single().BaseObject);

    private static async Task<(double Time, double Bytes)> MeasureAsync(Func<Task<int>> action)
    {
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var clock = Stopwatch.StartNew();
        var length = await action();
        clock.Stop();
        return length == TextLength
            ? (clock.Elapsed.TotalMilliseconds, GC.GetTotalAllocatedBytes(precise: true) - bytes)
            : throw new InvalidOperationException($"The text has {length} characters.");
    }

    internal static double Median(List<double> runs) => runs.Order().ElementAt(runs.Count / 2);
}
