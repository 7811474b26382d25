using System.Diagnostics;

namespace QubridPS.Benchmarks;

/// <summary>
/// Measures the time to divide and send 100,000 lines, compared with sending them as one request, and the memory while 100,000 and 1,000,000 lines are piped.
/// </summary>
internal static class SplitScenario
{
    private const int LineCount = 100_000;
    private const int Runs = 5;

    internal static Task RunAsync()
    {
        using var server = new ServerProcess();
        using var session = new ModuleSession();
        session.Run($"Connect-Qubrid -ApiKey k -BaseUri {server.BaseUri}/delay/0");
        session.Run($"$lines = foreach ($number in 1..{LineCount}) {{ \"2026-03-11 10:00:00 web01 request $number took 12 ms\" }}");
        const string OneRequest = "$lines | Invoke-QubridChat Sum -MaxInputTokens 100000000 | Out-Null";
        const string Divided = "$lines | Invoke-QubridChat Sum -MaxInputTokens 100000 -Split | Out-Null";
        session.Run(OneRequest);
        session.Run(Divided);
        var (one, divided) = (double.MaxValue, double.MaxValue);
        for (var run = 0; run < Runs; run++)
        {
            one = Math.Min(one, MeasureSeconds(session, OneRequest));
            divided = Math.Min(divided, MeasureSeconds(session, Divided));
        }

        Console.WriteLine($"  {LineCount} lines: one request {one * 1000:0} ms, divided {divided * 1000:0} ms, ratio {divided / one:0.00} (target: at most 1.5)");
        session.Run("$lines = $null");
        var small = MeasurePeak(session, LineCount);
        var large = MeasurePeak(session, 10 * LineCount);
        Console.WriteLine($"  highest managed memory: {LineCount} lines {small:0.0} MB, {10 * LineCount} lines {large:0.0} MB (target: the same)");
        return Task.CompletedTask;
    }

    private static double MeasureSeconds(ModuleSession session, string script)
    {
        GC.Collect();
        var clock = Stopwatch.StartNew();
        session.Run(script);
        return clock.Elapsed.TotalSeconds;
    }

    // The memory in use is measured after every tenth of the lines.
    private static double MeasurePeak(ModuleSession session, int lines) => session.Run(
        $"& {{ $script:peak = 0; 1..{lines} | & {{ process {{ if ($_ % {lines / 10} -eq 0) {{ $script:peak = [Math]::Max($script:peak, [GC]::GetTotalMemory($true)) }}; \"2026-03-11 10:00:00 web01 request $_ took 12 ms\" }} }} "
        + "| Invoke-QubridChat Sum -MaxInputTokens 100000 -Split | Out-Null; $script:peak / 1e6 }").Select(value => Convert.ToDouble(value.BaseObject, System.Globalization.CultureInfo.InvariantCulture)).Single();
}
