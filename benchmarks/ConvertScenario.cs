using System.Diagnostics;

namespace QubridPS.Benchmarks;

/// <summary>10,000 objects to JSON beside ConvertTo-Json -Compress of a real shell, in that shell.</summary>
internal static class ConvertScenario
{
    internal static async Task RunAsync()
    {
        if (PwshProcess.Path is not { } shell)
        {
            Console.WriteLine("  not run: no pwsh was found on the path, and the embedded engine has no ConvertTo-Json.");
            return;
        }

        var script = Path.Combine(ModuleSession.GetSetting("BenchmarkFolder"), "Convert.ps1");
        using var process = Process.Start(new ProcessStartInfo(shell, ["-NoProfile", "-File", script, "-Manifest", ModuleSession.GetSetting("ModuleManifest")]))!;
        await process.WaitForExitAsync();
    }
}
