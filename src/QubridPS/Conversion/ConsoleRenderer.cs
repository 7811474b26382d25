using QubridPS.Common;

namespace QubridPS.Conversion;

/// <summary>Renders an object as the console shows it. Must be used on the pipeline thread.</summary>
internal sealed class ConsoleRenderer(CommandInvocationIntrinsics commands)
{
    private const string CommandName = "Microsoft.PowerShell.Utility\\Out-String";

    // Wide enough that no word is broken.
    private const int Width = 4096;

    /// <summary>Returns the text that the console shows for an object; null in a session without Out-String.</summary>
    internal string? Render(PSObject source)
    {
        try
        {
            if (commands.GetCommand(CommandName, CommandTypes.Cmdlet) is not CmdletInfo command)
            {
                return null; // a restricted session
            }

            using var engine = PowerShell.Create(RunspaceMode.CurrentRunspace);
            engine.AddCommandInvocation(command, new System.Collections.Hashtable { ["InputObject"] = source, ["Width"] = Width });
            return EscapeSequences.Remove(string.Concat(engine.Invoke<string>())).Trim('\r', '\n');
        }
        catch (RuntimeException error) when (error is not PipelineStoppedException)
        {
            return null;
        }
    }
}
