using System.Collections;

namespace QubridPS.Common;

/// <summary>Extends <see cref="PowerShell"/>.</summary>
internal static class PowerShellExtensions
{
    // Added to the pipeline directly, a function would run in the scope of its caller: it would not see the private members of its module,
    // and its variables would remain after the call.
    private const string Script = "param($QubridCommand, $QubridArguments) & $QubridCommand @QubridArguments";

    /// <summary>Adds the invocation of a command of the session, in the same way as if it was typed.</summary>
    internal static PowerShell AddCommandInvocation(this PowerShell engine, CommandInfo command, IDictionary arguments) =>
        engine.AddScript(Script, useLocalScope: true).AddArgument(command).AddArgument(arguments);
}
