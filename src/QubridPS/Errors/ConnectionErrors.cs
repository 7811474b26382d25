using Qubrid.Client;

namespace QubridPS.Errors;

/// <summary>Creates the errors of API keys, base addresses and connections.</summary>
internal static class ConnectionErrors
{
    internal static QubridInputException ApiKeyMissing() => new(
        "Qubrid.NoApiKey",
        ErrorCategory.AuthenticationError,
        "There is no API key.",
        "Run Connect-Qubrid -ApiKey <key>, or set the environment variable QUBRID_API_KEY. To try the module without a key, run Start-QubridMockServer -Connect.",
        null);

    internal static QubridInputException ApiKeyInvalid() => new(
        "Qubrid.InvalidApiKey",
        ErrorCategory.AuthenticationError,
        "The API key is not valid: it contains white space or characters outside ASCII.",
        "Copy the key again, without quotes or line breaks.",
        null);

    internal static QubridInputException ApiKeyMasked() => new(
        "Qubrid.InvalidApiKey",
        ErrorCategory.AuthenticationError,
        "The value is not an API key but a text that hides one, such as the asterisks that Get-QubridConnection displays. A key cannot be read from a connection.",
        "Specify the key itself, as a string or a SecureString. To use the same key in another runspace, pass the connection: -Connection $using:connection.",
        null);

    internal static QubridInputException BaseUriInvalid(string reason, string address) => new(
        "Qubrid.InvalidBaseUri",
        ErrorCategory.InvalidArgument,
        reason,
        "Specify the root of the API with Connect-Qubrid -BaseUri or in QUBRID_BASE_URL.",
        QubridClientOptions.RemoveSecrets(address) == address ? address : null);

    internal static QubridInputException SecretUnavailable(string name, string reason, Exception? cause = null) => new(
        "Qubrid.SecretUnavailable",
        ErrorCategory.ResourceUnavailable,
        $"Cannot read the secret '{name}': {reason}",
        "Install Microsoft.PowerShell.SecretManagement and register a vault that contains the secret as a string or SecureString, or use -ApiKey.",
        name,
        cause);

    internal static QubridInputException ModelNotFound(string name) => new(
        "Qubrid.NotFound",
        ErrorCategory.ObjectNotFound,
        $"The model '{name}' was not found, or the API key has no access to it.",
        "Run Get-QubridModel without a name to list the available models.",
        name);

    internal static QubridInputException NotConnectedInRunspace() => new(
        "Qubrid.NoApiKey",
        ErrorCategory.AuthenticationError,
        "There is no API key in this runspace. Each runspace has its own connection, and this one is not connected.",
        "Pass the connection to the runspace: run $connection = Get-QubridConnection, and use -Connection $using:connection in ForEach-Object -Parallel or Start-ThreadJob. Or run Connect-Qubrid in this runspace, or set QUBRID_API_KEY. See about_QubridPS_Jobs.",
        null);

    internal static QubridInputException NotConnectedInJob() => new(
        "Qubrid.NoApiKey",
        ErrorCategory.AuthenticationError,
        "There is no API key in this job or remote session. It is a separate process and does not have the connection of the session that started it.",
        "Set QUBRID_API_KEY in its environment, or run Connect-Qubrid in it, with -SecretName or with -ApiKey $using:key. See about_QubridPS_Jobs.",
        null);

    internal static QubridInputException ProxyInvalid(string reason) => new(
        "Qubrid.InvalidProxy",
        ErrorCategory.InvalidArgument,
        reason,
        "Specify the address of the proxy with -Proxy, and the user name and password with -ProxyCredential.",
        null);

    internal static QubridInputException HeaderInvalid(string reason) => new(
        "Qubrid.InvalidHeader",
        ErrorCategory.InvalidArgument,
        $"The value of -Headers is not valid. {reason}",
        "Specify names and values that are strings or SecureStrings: -Headers @{ 'X-Gateway-Key' = $key }.",
        null);

    internal static QubridInputException DeserializedConnection(object target, bool hadRedaction = false) => new(
        "Qubrid.DeserializedConnection",
        ErrorCategory.AuthenticationError,
        "The connection was passed through a job, a remote session or a file and no longer has its API key and its headers. They are never serialized."
            + (hadRedaction ? " What the connection redacts is not passed on either." : ""),
        "Omit -Connection, and set QUBRID_API_KEY in the environment of the job, or run Connect-Qubrid in the job, with -SecretName or with -ApiKey $using:key. In ForEach-Object -Parallel and Start-ThreadJob, use -Connection $using:connection."
            + (hadRedaction ? " To redact in the job, set QUBRID_REDACT in its environment, or run Connect-Qubrid in the job with -Redact." : "")
            + " See about_QubridPS_Jobs.",
        target);
}
