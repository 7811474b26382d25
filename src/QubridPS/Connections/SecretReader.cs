using System.Collections;
using System.Security;
using QubridPS.Common;
using QubridPS.Errors;

namespace QubridPS.Connections;

/// <summary>Asks SecretManagement's Get-Secret, or whatever command of that name the session has.</summary>
internal static class SecretReader
{
    internal static SecureString Read(CommandInvocationIntrinsics shell, string name, string? vault)
    {
        if (shell.GetCommand("Get-Secret", CommandTypes.Cmdlet | CommandTypes.Function) is not { } command)
        {
            throw InputErrors.SecretUnavailable(name, "there is no command Get-Secret.");
        }

        try
        {
            using var pipeline = PowerShell.Create(RunspaceMode.CurrentRunspace);
            var arguments = new Hashtable { ["Name"] = name };
            if (vault is not null)
            {
                arguments["Vault"] = vault;
            }

            return pipeline.AddCommandInvocation(command, arguments).Invoke().FirstOrDefault()?.BaseObject switch
            {
                SecureString secureString => secureString,
                string text => EnvironmentSettings.ToSecureString(text),
                PSCredential credential => credential.Password,
                null => throw InputErrors.SecretUnavailable(
                    name, pipeline.Streams.Error.FirstOrDefault()?.ToString() ?? "Get-Secret gave nothing."),
                var value => throw InputErrors.SecretUnavailable(name, $"it is a {value.GetType().Name}, not a text."),
            };
        }
        catch (RuntimeException error)
        {
            throw InputErrors.SecretUnavailable(name, error.Message, error);
        }
    }
}
