using System.Diagnostics;

namespace QubridPS.Benchmarks;

/// <summary>Measures the conversion of 10,000 objects to JSON, compared with ConvertTo-Json -Compress in the same pwsh process.</summary>
internal static class ConvertScenario
{
    internal static async Task RunAsync()
    {
        if (PwshProcess.Path is not { } shell)
        {
            Console.WriteLine("  Skipped: pwsh was not found on the path, and the in-process engine has no ConvertTo-Json.");
            return;
        }

        var script = Path.Combine(ModuleSession.GetSetting("BenchmarkFolder"), "Convert.ps1");
        using var process = Process.Start(new ProcessStartInfo(shell, ["-NoProfile", "-File", script, "-Manifest", ModuleSession.GetSetting("ModuleManifest")]))!;
        await process.WaitForExitAsync();
    }
}
