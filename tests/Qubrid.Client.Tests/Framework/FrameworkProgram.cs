using System.Diagnostics;
using System.Reflection;

namespace Qubrid.Client.Tests.Framework;

/// <summary>
/// Runs the console program of Qubrid.Client.NetFramework, which calls the .NET Standard build of the client in .NET Framework, or in mono
/// on other systems than Windows. One process serves all tests.
/// </summary>
public sealed class FrameworkProgram : IDisposable
{
    private static readonly string[] s_libraries = ["System.Net.Http", "System.Data", "System.Runtime.Serialization"];
    private static readonly string? s_runtime = OperatingSystem.IsWindows() ? "" : FindMono();
    private Process? _process;
    private bool _isCalling;

    /// <summary>Starts a streamed call of the program, and skips the test if neither runtime is available.</summary>
    internal void Call(Uri baseUri, params string[] arguments)
    {
        Assert.SkipWhen(s_runtime is null, $"Neither .NET Framework nor mono with {string.Join(", ", s_libraries)} was found. CONTRIBUTING names the packages of Debian.");
        if (_isCalling)
        {
            Dispose(); // a failed test left output unread
        }

        _process ??= Start();
        _isCalling = true;
        _process.StandardInput.WriteLine(string.Join('\t', [baseUri.AbsoluteUri, .. arguments]));
    }

    /// <summary>Reads the next line of output.</summary>
    internal async Task<string> ReadLineAsync() =>
        await _process!.StandardOutput.ReadLineAsync().WithTimeout() ?? throw new InvalidOperationException(await _process.StandardError.ReadToEndAsync());

    /// <summary>Reads the remaining output of the call.</summary>
    internal async Task<List<string>> ReadToEndAsync()
    {
        var lines = new List<string>();
        while (await ReadLineAsync() is var line && line != "end: ")
        {
            lines.Add(line);
        }

        _isCalling = false;
        return lines;
    }

    public void Dispose()
    {
        _process?.Kill();
        _process?.Dispose();
        _process = null;
    }

    private static Process Start()
    {
        var program = typeof(FrameworkProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(pair => pair.Key == "FrameworkProgram").Value!;
        var start = s_runtime!.Length == 0 ? new ProcessStartInfo(program) : new ProcessStartInfo(s_runtime, [program]);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.Environment["QUBRID_API_KEY"] = TestClient.ApiKey;
        return Process.Start(start)!;
    }

    // Linux distributions split mono into packages; the runtime alone cannot run the program.
    private static string? FindMono() =>
        Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
            .Select(folder => new FileInfo(Path.Combine(folder, "mono")))
            .Where(file => file.Exists)
            .Select(file => file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.FullName)
            .FirstOrDefault(file => s_libraries.All(name => File.Exists(Path.Combine(Path.GetDirectoryName(file)!, "../lib/mono/4.5", name + ".dll"))));
}
