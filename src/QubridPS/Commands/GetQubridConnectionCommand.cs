using QubridPS.Connections;

namespace QubridPS;

/// <summary>Gets the connection that is used by the current session, of Connect-Qubrid or of the environment variables.</summary>
[Cmdlet(VerbsCommon.Get, "QubridConnection", HelpUri = HelpUriBase + "Get-QubridConnection.md")]
[OutputType(typeof(QubridConnection))]
public sealed class GetQubridConnectionCommand : QubridCmdletBase
{
    /// <inheritdoc/>
    protected override void EndProcessing() => InvokeWithErrorHandling(() =>
    {
        if (ModuleState.Current.Connections.Find() is { } connection)
        {
            _ = connection.Redactor; // an error if QUBRID_REDACT is not valid
            WriteObject(connection);
        }
    });
}
