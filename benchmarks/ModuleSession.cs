using System.Management.Automation.Runspaces;
using System.Reflection;

namespace QubridPS.Benchmarks;

/// <summary>Represents a session of the in-process engine with the module imported.</summary>
internal sealed class ModuleSession : IDisposable
{
    private readonly Runspace _runspace;

    internal ModuleSession()
    {
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule([GetSetting("ModuleManifest")]);
        state.Commands.Add([
            new SessionStateCmdletEntry("Write-EmptyObject", typeof(WriteEmptyObjectCommand), null),
            new SessionStateCmdletEntry("Measure-FirstObject", typeof(MeasureFirstObjectCommand), null),
            new SessionStateCmdletEntry("Measure-Heap", typeof(MeasureHeapCommand), null),
        ]);
        state.ThrowOnRunspaceOpenError = true;
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
    }

    internal static string GetSetting(string key) =>
        Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;

    internal IList<PSObject> Run(string script)
    {
        using var shell = PowerShell.Create();
        shell.Runspace = _runspace;
        var output = shell.AddScript(script).Invoke();
        return shell.Streams.Error.Count == 0 || shell.Commands.Commands[^1].CommandText.Contains("-ErrorAction SilentlyContinue", StringComparison.Ordinal) ? output : throw new InvalidOperationException(shell.Streams.Error[0].ToString());
    }

    public void Dispose() => _runspace.Dispose();
}
