using QubridPS.Connections;

namespace QubridPS;

/// <summary>Removes the connection and its API key from the current session.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Qubrid", HelpUri = HelpUriBase + "Disconnect-Qubrid.md")]
[OutputType(typeof(void))]
public sealed class DisconnectQubridCommand : QubridCmdletBase
{
    /// <inheritdoc/>
    protected override void EndProcessing() => ModuleState.Current.Connections.Disconnect();
}
