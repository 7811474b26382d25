using System.Collections;
using System.Security;
using QubridPS.Common;
using QubridPS.Errors;

namespace QubridPS.Connections;

/// <summary>Reads an API key with the command Get-Secret, of SecretManagement or of another module.</summary>
internal static class SecretReader
{
    internal static SecureString Read(CommandInvocationIntrinsics shell, string name, string? vault)
    {
        if (shell.GetCommand("Get-Secret", CommandTypes.Cmdlet | CommandTypes.Function) is not { } command)
        {
            throw ConnectionErrors.SecretUnavailable(name, "the command Get-Secret was not found.");
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
                null => throw ConnectionErrors.SecretUnavailable(
                    name, pipeline.Streams.Error.FirstOrDefault()?.ToString() ?? "Get-Secret returned nothing."),
                var value => throw ConnectionErrors.SecretUnavailable(name, $"its type is {value.GetType().Name}, and a string, SecureString or PSCredential is required."),
            };
        }
        catch (RuntimeException error)
        {
            throw ConnectionErrors.SecretUnavailable(name, error.Message, error);
        }
    }
}
