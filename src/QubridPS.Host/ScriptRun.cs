using System.Management.Automation.Runspaces;
using Microsoft.PowerShell;

namespace QubridPS.Host;

/// <summary>Runs one script in an engine of its own, as pwsh -File would: output to the console as it comes, an exit code at the end.</summary>
internal sealed class ScriptRun(string manifest, HostArguments arguments)
{
    // As shells tell Ctrl+C.
    private const int Stopped = 130;

    private readonly ConsoleHost _host = new();

    internal int Execute()
    {
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule([manifest]);
        state.ThrowOnRunspaceOpenError = true;
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = ExecutionPolicy.Bypass;
        }

        if (Console.IsOutputRedirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 })
        {
            PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
        }

        using var runspace = RunspaceFactory.CreateRunspace(_host, state);
        runspace.Open();
        runspace.SessionStateProxy.Path.SetLocation(Environment.CurrentDirectory.Replace("[", "`[").Replace("]", "`]"));
        using var shell = PowerShell.Create();
        shell.Runspace = runspace;
        Console.CancelKeyPress += (_, key) =>
        {
            key.Cancel = true; // the script is stopped, and this program ends by itself
            shell.BeginStop(null, null);
        };
        return Run(shell);
    }

    private int Run(PowerShell shell)
    {
        try
        {
            AddScript(shell);
            shell.Invoke();
        }
        catch (RuntimeException) when (_host.ExitCode is not null || shell.InvocationStateInfo.State == PSInvocationState.Stopped)
        {
            // "exit" and Ctrl+C end a script as it was meant to be
        }
        catch (RuntimeException error)
        {
            Show(error.ErrorRecord, shell.Runspace);
        }

        return _host.ExitCode ?? (shell.InvocationStateInfo.State == PSInvocationState.Stopped ? Stopped : _host.ShowedError ? 1 : 0);
    }

    private void AddScript(PowerShell shell)
    {
        var parameters = ScriptParameters.Parse(arguments.Rest);
        shell.AddScript("param($script, $named, $positional) & $script @named @positional")
            .AddArgument(ScriptText.Read(arguments))
            .AddArgument(parameters.Named)
            .AddArgument(parameters.Positional);
        ToConsole(shell);
    }

    private static void Show(ErrorRecord record, Runspace runspace)
    {
        using var shell = PowerShell.Create();
        shell.Runspace = runspace;
        shell.AddScript("[CmdletBinding()] param($record) $PSCmdlet.WriteError($record)").AddArgument(record);
        ToConsole(shell).Invoke();
    }

    // Errors are shown where they happen, among the output, as a shell shows them.
    private static PowerShell ToConsole(PowerShell shell)
    {
        shell.Commands.Commands[^1].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        return shell.AddCommand("Out-Default");
    }
}
