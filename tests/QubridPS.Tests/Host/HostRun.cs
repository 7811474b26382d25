using System.Diagnostics;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Host;

/// <summary>Runs the host program as a person does.</summary>
internal static class HostRun
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    internal static Process Start(params string[] arguments) => Start([], arguments);

    private static Process Start(Dictionary<string, string> environment, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = TestSettings.RepositoryRoot,
        };
        start.ArgumentList.Add(TestSettings.HostAssembly);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        string[] ours = ["QUBRID_API_KEY", "QUBRID_BASE_URL", "QUBRID_MODEL"];
        foreach (var name in ours)
        {
            start.Environment.Remove(name);
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    internal static Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) => RunAsync([], arguments);

    internal static async Task<(int ExitCode, string Output, string Errors)> RunAsync(Dictionary<string, string> environment, params string[] arguments)
    {
        using var process = Start(environment, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(s_limit);
        return (process.ExitCode, (await output).ReplaceLineEndings("\n"), (await errors).ReplaceLineEndings("\n"));
    }
}
