using System.Management.Automation.Runspaces;

namespace QubridPS.Tests.Support;

/// <summary>Represents a session in which the module was imported from its manifest.</summary>
internal sealed class Shell : IDisposable
{
    private readonly Runspace _runspace;

    internal Shell(bool import = true)
    {
        var state = InitialSessionState.CreateDefault2();
        state.ThrowOnRunspaceOpenError = true;
        if (import)
        {
            state.ImportPSModule([ModuleUnderTest.Manifest]);
        }

        _runspace = RunspaceFactory.CreateRunspace(Host, state);
        _runspace.Open();
    }

    internal RecordingHost Host { get; } = new();

    /// <summary>Runs a script and returns its output and all streams; a terminating error is one of the errors.</summary>
    internal ShellResult Run(string script, params object?[] arguments)
    {
        using var shell = Create(script, arguments);
        var result = new ShellResult();
        try
        {
            result.Output.AddRange(shell.Invoke());
        }
        catch (RuntimeException error)
        {
            result.Terminating = error.ErrorRecord;
        }

        return result.WithStreams(shell.Streams);
    }

    /// <summary>Runs a script that must not write errors.</summary>
    internal List<PSObject> Get(string script, params object?[] arguments)
    {
        var result = Run(script, arguments);
        Assert.Empty(result.AllErrors);
        return result.Output;
    }

    /// <summary>Runs a script and returns its output as the console displays it.</summary>
    internal string Show(string script)
    {
        var before = Host.Screen.Text.Length;
        using var shell = Create(script);
        shell.Commands.Commands[^1].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.AddCommand("Out-Default").Invoke();
        return Host.Screen.Text[before..].ReplaceLineEndings("\n");
    }

    internal PowerShell Create(string script, params object?[] arguments)
    {
        var shell = PowerShell.Create();
        shell.Runspace = _runspace;
        shell.AddScript(script);
        foreach (var argument in arguments)
        {
            shell.AddArgument(argument);
        }

        return shell;
    }

    public void Dispose() => _runspace.Dispose();
}
