using System.Collections;

namespace QubridPS.Common;

/// <summary>A command of the session, called as if it was typed.</summary>
internal static class PowerShellExtensions
{
    // Added to the pipeline as it is, a function would run in its caller's scope: blind to what its module keeps to itself, and with all it
    // sets left behind there.
    private const string Script = "param($QubridCommand, $QubridArguments) & $QubridCommand @QubridArguments";

    internal static PowerShell AddCommandInvocation(this PowerShell engine, CommandInfo command, IDictionary arguments) =>
        engine.AddScript(Script, useLocalScope: true).AddArgument(command).AddArgument(arguments);
}
