using System.Diagnostics;

namespace QubridPS.Benchmarks;

/// <summary>1,000 prompts, 64 at a time, against a server that takes 50 ms: how far from the ideal.</summary>
internal static class BatchScenario
{
    private const int Prompts = 1000;
    private const int Throttle = 64;
    private const int DelayMilliseconds = 50;
    private const int Runs = 5;

    internal static Task RunAsync()
    {
        using var server = new ServerProcess();
        using var session = new Session();
        session.Run($"Connect-Qubrid -ApiKey k -BaseUri {server.Root}/delay/{DelayMilliseconds}");
        var script = $"(1..{Prompts} | ForEach-Object {{ \"prompt $_\" }} | Invoke-QubridChat -ThrottleLimit {Throttle}).Count";
        session.Run(script); // warm

        var ideal = Prompts / (double)Throttle * DelayMilliseconds;
        var ratios = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            var cpu = Process.GetCurrentProcess().TotalProcessorTime;
            var clock = Stopwatch.StartNew();
            var count = (int)session.Run(script).Single().BaseObject;
            clock.Stop();
            cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
            ratios.Add(clock.Elapsed.TotalMilliseconds / ideal);
            Console.WriteLine($"  {count} answers in {clock.Elapsed.TotalMilliseconds:0} ms, ideal {ideal:0} ms, ratio {ratios[^1]:0.00}, CPU {cpu.TotalMilliseconds / Prompts:0.00} ms a request");
        }

        ratios.Sort();
        Console.WriteLine($"  median ratio {ratios[Runs / 2]:0.00} (to reach: 1.15)");
        return Task.CompletedTask;
    }
}
