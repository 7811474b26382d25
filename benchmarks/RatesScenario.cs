using System.Diagnostics;

namespace QubridPS.Benchmarks;

/// <summary>Measures how many requests -RequestsPerMinute 600 sends per minute, with few and with many requests at a time.</summary>
internal static class RatesScenario
{
    private const int PerMinute = 600;
    private const int Prompts = 200;

    internal static Task RunAsync()
    {
        using var server = new ServerProcess();
        using var session = new ModuleSession();
        foreach (var throttle in new[] { 1, 4, 16, 64 })
        {
            session.Run($"Connect-Qubrid -ApiKey k -BaseUri {server.BaseUri}/delay/10 -RequestsPerMinute {PerMinute}");
            session.Run("$null = Invoke-QubridChat first"); // takes what is available at once
            var clock = Stopwatch.StartNew();
            session.Run($"1..{Prompts} | ForEach-Object {{ \"prompt $_\" }} | Invoke-QubridChat -ThrottleLimit {throttle} | Out-Null");
            var ratio = Prompts / clock.Elapsed.TotalMinutes / PerMinute;
            Console.WriteLine($"  -ThrottleLimit {throttle}: {ratio:0.000} times {PerMinute} requests per minute (target: 0.95 to 1.05)");
        }

        return Task.CompletedTask;
    }
}
