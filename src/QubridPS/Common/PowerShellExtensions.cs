using System.Collections;

namespace QubridPS.Common;

/// <summary>Extends <see cref="PowerShell"/>.</summary>
internal static class PowerShellExtensions
{
    // Added to the pipeline directly, a function would run in the scope of its caller: it would not see the private members of its module,
    // and its variables would remain after the call.
    private const string Script = "param($QubridCommand, $QubridArguments) & $QubridCommand @QubridArguments";

    // In a try block, an error that ends a statement also ends the command.
    private const string StoppingScript = "param($QubridCommand, $QubridArguments) try { & $QubridCommand @QubridArguments } catch { throw }";

    /// <summary>Adds the invocation of a command of the session, in the same way as if it was typed.</summary>
    /// <param name="engine">The pipeline.</param>
    /// <param name="command">The command.</param>
    /// <param name="arguments">The parameter values by name.</param>
    /// <param name="stopAtError">Whether the command ends at an error that would otherwise end only one of its statements.</param>
    internal static PowerShell AddCommandInvocation(this PowerShell engine, CommandInfo command, IDictionary arguments, bool stopAtError = false) =>
        engine.AddScript(stopAtError ? StoppingScript : Script, useLocalScope: true).AddArgument(command).AddArgument(arguments);
}
