using System.Globalization;

namespace QubridPS.Benchmarks;

/// <summary>What a script pays before it is warm, in new processes of a real shell, in turn: the import, the first call, and all of it.</summary>
internal static class StartScenario
{
    private const int Runs = 9;
    private const string Cpu = "[System.Diagnostics.Process]::GetCurrentProcess().TotalProcessorTime.TotalMilliseconds";

    private static readonly string s_import = $"Import-Module '{Session.Setting("ModuleManifest")}'";

    private static readonly Dictionary<string, string> s_commands = new()
    {
        ["empty"] = "$first = 0",
        ["module"] = $"Import-Module '{WriteEmptyModule()}'; $first = 0",
        ["import"] = $"{s_import}; $first = 0",
        ["rest"] = "Import-Module Microsoft.PowerShell.Utility; " + Timed(
            """$null = Invoke-RestMethod -Uri "$env:QUBRID_BASE_URL/chat/completions" -Method Post -Headers @{ Authorization = "Bearer $env:QUBRID_API_KEY" } -ContentType application/json -Body '{"model":"m","messages":[{"role":"user","content":"hi"}],"stream":false}'"""),
        ["ours"] = $"{s_import}; " + Timed("$null = Invoke-QubridChat hi"),
    };

    internal static Task RunAsync()
    {
        if (RealShell.Path is null)
        {
            Console.WriteLine("  not run: no pwsh was found on the path.");
            return Task.CompletedTask;
        }

        using var server = new ServerProcess();
        Dictionary<string, string> environment = new() { ["QUBRID_API_KEY"] = "key", ["QUBRID_BASE_URL"] = server.Root + "/answer" };
        var seen = s_commands.Keys.ToDictionary(name => name, _ => new List<Figures>());
        for (var run = -1; run < Runs; run++)
        {
            foreach (var (name, command) in s_commands)
            {
                var figures = IsCall(name) ? RunUncached(command, environment) : Run(command, environment);
                if (run >= 0)
                {
                    seen[name].Add(figures);
                }
            }
        }

        double Over(string name, Func<Figures, double> figure) => Pairs(seen[name], seen["empty"], figure, (ours, theirs) => ours - theirs);
        double Ratio(Func<Figures, double> figure) => Pairs(seen["ours"], seen["rest"], figure, (ours, theirs) => ours / theirs);
        Console.WriteLine($"  Import-Module: {Over("import", run => run.Whole):0} ms over the empty engine (to reach: 60 ms), processor time {Over("import", run => run.Cpu):0} ms");
        Console.WriteLine($"  an empty module with a manifest takes {Over("module", run => run.Whole):0} ms, processor time {Over("module", run => run.Cpu):0} ms");
        Console.WriteLine($"  first call: {Ratio(run => run.First):0.00} times a first Invoke-RestMethod (1.15)");
        Console.WriteLine($"  whole script: {Ratio(run => run.Whole):0.00} times (1.30); processor time {Ratio(run => run.Cpu):0.00} times");
        TellAssemblies(environment);
        return Task.CompletedTask;
    }

    private static bool IsCall(string name) => name is "rest" or "ours";

    // In its cache the shell keeps which methods its last script compiled, and compiles them ahead in the next: who calls behind a kindred
    // script would be the faster for it. So those who are compared with each other find the cache empty. (On Windows its place is fixed.)
    private static Figures RunUncached(string command, Dictionary<string, string> environment)
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

    private static Figures Run(string command, Dictionary<string, string> environment)
    {
        var (milliseconds, output) = RealShell.Run($"{command}; $first; {Cpu}", environment);
        return new Figures(milliseconds, Parse(output[^2]), Parse(output[^1]));
    }

    // What the engine takes for any module with a manifest.
    private static string WriteEmptyModule()
    {
        var folder = Directory.CreateTempSubdirectory("QubridPS.Benchmarks.").FullName;
        File.WriteAllText(Path.Combine(folder, "Empty.psm1"), "");
        var manifest = Path.Combine(folder, "Empty.psd1");
        File.WriteAllText(manifest, "@{ RootModule = 'Empty.psm1'; ModuleVersion = '1.0'; FunctionsToExport = @(); CmdletsToExport = @(); VariablesToExport = @(); AliasesToExport = @() }");
        return manifest;
    }

    // What the module brings; what the platform has is its own affair.
    private static void TellAssemblies(Dictionary<string, string> environment)
    {
        const string list = "([System.AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.Location -like '*QubridPS*' } | ForEach-Object { $_.GetName().Name }) -join ', '";
        var (_, output) = RealShell.Run($"{s_import}; {list}; $null = Invoke-QubridChat hi; {list}", environment);
        Console.WriteLine($"  assemblies of the module after the import: {output[0]}");
        Console.WriteLine($"  and after the first call: {output[1]}");
    }

    private static string Timed(string command) =>
        $"$clock = [System.Diagnostics.Stopwatch]::StartNew(); {command}; $first = $clock.Elapsed.TotalMilliseconds";

    private static double Pairs(List<Figures> ours, List<Figures> theirs, Func<Figures, double> figure, Func<double, double, double> compare) =>
        StreamScenario.Median([.. ours.Zip(theirs, (one, other) => compare(figure(one), figure(other)))]);

    private static double Parse(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private sealed record Figures(double Whole, double First, double Cpu);
}
