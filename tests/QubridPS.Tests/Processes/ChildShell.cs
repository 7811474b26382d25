using System.Diagnostics;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Processes;

/// <summary>Runs commands in a new process of the PowerShell in the tool manifest, with the module imported.</summary>
internal static class ChildShell
{
    /// <summary>The timeout of a process that hangs.</summary>
    private static readonly TimeSpan s_maxDuration = TimeSpan.FromSeconds(60);

    internal static async Task<(int ExitCode, string Output, string Errors)> RunAsync(Dictionary<string, string> environment, string command)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = TestSettings.RepositoryRoot,
        };
        string[] arguments = [TestSettings.ShellAssembly, "-NoProfile", "-NonInteractive", "-Command", $"Import-Module '{ModuleUnderTest.Manifest}'; {command}"];
        Array.ForEach(arguments, start.ArgumentList.Add);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(s_maxDuration);
        return (process.ExitCode, (await output).ReplaceLineEndings("\n"), (await errors).ReplaceLineEndings("\n"));
    }
}
