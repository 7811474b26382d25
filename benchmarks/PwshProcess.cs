using System.Diagnostics;

namespace QubridPS.Benchmarks;

/// <summary>Runs the pwsh on the path, if there is one.</summary>
internal static class PwshProcess
{
    internal static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(System.IO.Path.PathSeparator)
        .Select(folder => System.IO.Path.Combine(folder, OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh"))
        .FirstOrDefault(File.Exists);

    /// <summary>Runs a command in a new process; returns its duration and its output by line.</summary>
    internal static (double Milliseconds, string[] Output) Run(string command, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(Path!, ["-NoProfile", "-NonInteractive", "-Command", command]) { RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? (clock.Elapsed.TotalMilliseconds, output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            : throw new InvalidOperationException(output);
    }
}
