using System.Globalization;

namespace QubridPS.Benchmarks;

/// <summary>Measures the start of a script in new pwsh processes, alternately: the import, the first call, and both.</summary>
internal static class StartScenario
{
    private const int Runs = 9;
    private const string Cpu = "[System.Diagnostics.Process]::GetCurrentProcess().TotalProcessorTime.TotalMilliseconds";

    private static readonly string s_import = $"Import-Module '{ModuleSession.GetSetting("ModuleManifest")}'";

    private static readonly Dictionary<string, string> s_commands = new()
    {
        ["empty"] = "$first = 0",
        ["empty module"] = $"Import-Module '{WriteEmptyModule()}'; $first = 0",
        ["import"] = $"{s_import}; $first = 0",
        ["baseline"] = "Import-Module Microsoft.PowerShell.Utility; " + WrapWithTimer(
            """$null = Invoke-RestMethod -Uri "$env:QUBRID_BASE_URL/chat/completions" -Method Post -Headers @{ Authorization = "Bearer $env:QUBRID_API_KEY" } -ContentType application/json -Body '{"model":"m","messages":[{"role":"user","content":"hi"}],"stream":false}'"""),
        ["module"] = $"{s_import}; " + WrapWithTimer("$null = Invoke-QubridChat hi"),
    };

    internal static Task RunAsync()
    {
        if (PwshProcess.Path is null)
        {
            Console.WriteLine("  Skipped: pwsh was not found on the path.");
            return Task.CompletedTask;
        }

        using var server = new ServerProcess();
        Dictionary<string, string> environment = new() { ["QUBRID_API_KEY"] = "key", ["QUBRID_BASE_URL"] = server.BaseUri + "/answer" };
        var seen = s_commands.Keys.ToDictionary(name => name, _ => new List<Measurement>());
        for (var run = -1; run < Runs; run++)
        {
            foreach (var (name, command) in s_commands)
            {
                var runs = IsCall(name) ? RunUncached(command, environment) : Run(command, environment);
                if (run >= 0)
                {
                    seen[name].Add(runs);
                }
            }
        }

        double Compare(string name, Func<Measurement, double> selector) => ComparePairs(seen[name], seen["empty"], selector, (moduleRuns, baselineRuns) => moduleRuns - baselineRuns);
        double Ratio(Func<Measurement, double> selector) => ComparePairs(seen["module"], seen["baseline"], selector, (moduleRuns, baselineRuns) => moduleRuns / baselineRuns);
        Console.WriteLine($"  Import-Module: {Compare("import", run => run.Total):0} ms more than an empty script (target: 60 ms), processor time {Compare("import", run => run.Cpu):0} ms");
        Console.WriteLine($"  an empty module with a manifest takes {Compare("empty module", run => run.Total):0} ms, processor time {Compare("empty module", run => run.Cpu):0} ms");
        Console.WriteLine($"  first call: {Ratio(run => run.First):0.00} times a first Invoke-RestMethod (target: 1.15)");
        Console.WriteLine($"  complete script: {Ratio(run => run.Total):0.00} times (target: 1.30); processor time {Ratio(run => run.Cpu):0.00} times");
        PrintAssemblies(environment);
        return Task.CompletedTask;
    }

    private static bool IsCall(string name) => name is "baseline" or "module";

    // pwsh records in its cache which methods the last script used, and compiles them early in the next process, which
    // would favor the second of two similar scripts. So compared scripts start with an empty cache. (On Windows its location is fixed.)
    private static Measurement RunUncached(string command, Dictionary<string, string> environment)
    {
        var cache = Directory.CreateTempSubdirectory("QubridPS.Benchmarks.");
        try
        {
            return Run(command, new Dictionary<string, string>(environment) { ["XDG_CACHE_HOME"] = cache.FullName });
        }
        finally
        {
            cache.Delete(recursive: true);
        }
    }

    private static Measurement Run(string command, Dictionary<string, string> environment)
    {
        var (milliseconds, output) = PwshProcess.Run($"{command}; $first; {Cpu}", environment);
        return new Measurement(milliseconds, Parse(output[^2]), Parse(output[^1]));
    }

    // The time that PowerShell needs for any module with a manifest.
    private static string WriteEmptyModule()
    {
        var folder = Directory.CreateTempSubdirectory("QubridPS.Benchmarks.").FullName;
        File.WriteAllText(Path.Combine(folder, "Empty.psm1"), "");
        var manifest = Path.Combine(folder, "Empty.psd1");
        File.WriteAllText(manifest, "@{ RootModule = 'Empty.psm1'; ModuleVersion = '1.0'; FunctionsToExport = @(); CmdletsToExport = @(); VariablesToExport = @(); AliasesToExport = @() }");
        return manifest;
    }

    // The assemblies of the module, without those of the platform.
    private static void PrintAssemblies(Dictionary<string, string> environment)
    {
        const string list = "([System.AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.Location -like '*QubridPS*' } | ForEach-Object { $_.GetName().Name }) -join ', '";
        var (_, output) = PwshProcess.Run($"{s_import}; {list}; $null = Invoke-QubridChat hi; {list}", environment);
        Console.WriteLine($"  assemblies of the module after the import: {output[0]}");
        Console.WriteLine($"  and after the first call: {output[1]}");
    }

    private static string WrapWithTimer(string command) =>
        $"$clock = [System.Diagnostics.Stopwatch]::StartNew(); {command}; $first = $clock.Elapsed.TotalMilliseconds";

    private static double ComparePairs(List<Measurement> moduleRuns, List<Measurement> baselineRuns, Func<Measurement, double> selector, Func<double, double, double> compare) =>
        StreamScenario.Median([.. moduleRuns.Zip(baselineRuns, (left, right) => compare(selector(left), selector(right)))]);

    private static double Parse(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private sealed record Measurement(double Total, double First, double Cpu);
}
