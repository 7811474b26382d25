namespace QubridPS.Benchmarks;

/// <summary>Measures memory after 10,000 items, compared with 1,000, if results are discarded as they arrive.</summary>
internal static class MemoryScenario
{
    internal static Task RunAsync()
    {
        using var server = new ServerProcess();
        using var session = new ModuleSession();
        session.Run($"Connect-Qubrid -ApiKey k -BaseUri {server.BaseUri}/delay/0");
        var after1000 = Measure(session, 1000);
        var after10000 = Measure(session, 10000);
        Console.WriteLine($"  after 1,000 items {after1000:0.0} MB, after 10,000 more {after10000:0.0} MB, difference {after10000 - after1000:0.0} MB (target: below 20)");
        return Task.CompletedTask;
    }

    private static double Measure(ModuleSession session, int items)
    {
        session.Run($"1..{items} | ForEach-Object {{ \"prompt $_\" }} | Invoke-QubridChat -ThrottleLimit 64 | Out-Null");
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return GC.GetTotalMemory(forceFullCollection: true) / 1e6;
    }
}
