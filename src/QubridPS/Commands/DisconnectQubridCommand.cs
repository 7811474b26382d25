using QubridPS.Connections;

namespace QubridPS.Commands;

/// <summary>Forgets the session's connection and its key.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Qubrid", HelpUri = HelpUris.Base + "Disconnect-Qubrid.md")]
[OutputType(typeof(void))]
public sealed class DisconnectQubridCommand : QubridCmdletBase
{
    /// <inheritdoc/>
    protected override void EndProcessing() => ModuleState.Current.Disconnect();
}
