namespace QubridPS.Errors;

/// <summary>Errors of a runspace, job or remote session that has no connection of its own, and what to do.</summary>
internal static class ConnectionErrors
{
    internal static QubridInputException NotConnectedInRunspace() => new(
        "Qubrid.NoApiKey",
        ErrorCategory.AuthenticationError,
        "There is no API key in this runspace: each runspace has a connection of its own, and this one is not connected.",
        "Pass the connection along: $connection = Get-QubridConnection, and in ForEach-Object -Parallel or Start-ThreadJob use -Connection $using:connection. Or run Connect-Qubrid in this runspace, or set QUBRID_API_KEY. See about_QubridPS_Jobs.",
        null);

    internal static QubridInputException NotConnectedInJob() => new(
        "Qubrid.NoApiKey",
        ErrorCategory.AuthenticationError,
        "There is no API key in this job or remote session: it is a process of its own and does not have the connection of the session that started it.",
        "Set QUBRID_API_KEY in its environment, or run Connect-Qubrid inside it, with -SecretName or with -ApiKey $using:key. See about_QubridPS_Jobs.",
        null);

    internal static QubridInputException ProxyInvalid(string reason) => new(
        "Qubrid.InvalidProxy",
        ErrorCategory.InvalidArgument,
        reason,
        "Specify the address of the proxy with -Proxy, and the user name and password with -ProxyCredential.",
        null);

    internal static QubridInputException DeserializedConnection(object target) => new(
        "Qubrid.DeserializedConnection",
        ErrorCategory.AuthenticationError,
        "The connection came through a job, a remote session or a file, and its API key was not carried along: a key never leaves its process that way.",
        "Leave out -Connection, and set QUBRID_API_KEY in the job's environment, or run Connect-Qubrid inside the job, with -SecretName or with -ApiKey $using:key. ForEach-Object -Parallel and Start-ThreadJob take -Connection $using:connection. See about_QubridPS_Jobs.",
        target);
}
