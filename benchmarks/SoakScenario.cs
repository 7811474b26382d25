using System.Diagnostics;
using System.Net.NetworkInformation;

namespace QubridPS.Benchmarks;

/// <summary>Measures the growth of resources after 20,000 requests through one runspace, two thirds of them to a server that fails in every way.</summary>
internal static class SoakScenario
{
    private const int Requests = 20000;
    private const int Rounds = 10;

    internal static Task RunAsync()
    {
        using var server = new ServerProcess();
        using var session = new ModuleSession();
        session.Run($"Connect-Qubrid -ApiKey k -BaseUri {server.BaseUri}/faults -MaximumRetryCount 1 -RetryIntervalSec 0 -OperationTimeoutSeconds 2");
        Round(session); // warm-up
        var start = Footprint.Measure(server.BaseUri);
        Console.WriteLine($"  start: {start}");
        long done = 0, failed = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var (completions, errors) = Round(session);
            done += completions;
            failed += errors;
        }

        var end = Footprint.Measure(server.BaseUri);
        Console.WriteLine($"  end:   {end}");
        Console.WriteLine($"  {done} completions and {failed} errors of {Requests} calls; growth: {end.Handles - start.Handles} handles, {end.Connections - start.Connections} connections, {end.Megabytes - start.Megabytes:0.0} MB");
        return Task.CompletedTask;
    }

    private static (int Completions, int Errors) Round(ModuleSession session)
    {
        var counts = session.Run($$"""
            $failures = $null
            $completions = 0
            1..{{Requests / Rounds}} | ForEach-Object { "prompt $_" } |
                Invoke-QubridChat -ThrottleLimit 32 -ErrorAction SilentlyContinue -ErrorVariable failures |
                ForEach-Object { $completions++ }
            $completions; $failures.Count
            $error.Clear()
            """);
        return ((int)counts[0].BaseObject, (int)counts[1].BaseObject);
    }

    private sealed record Footprint(int Handles, int Connections, double Megabytes)
    {
        internal static Footprint Measure(string root)
        {
            Thread.Sleep(2500); // connections drained in the background are closed by then
            GC.Collect();
            GC.WaitForPendingFinalizers();
            var port = new Uri(root).Port;
            return new(
                Process.GetCurrentProcess().HandleCount,
                IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections()
                    .Count(connection => connection.RemoteEndPoint.Port == port && connection.State != TcpState.TimeWait),
                GC.GetTotalMemory(forceFullCollection: true) / 1e6);
        }

        public override string ToString() => $"{Handles} handles, {Connections} connections, {Megabytes:0.0} MB";
    }
}
