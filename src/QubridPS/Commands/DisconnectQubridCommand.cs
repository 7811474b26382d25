using QubridPS.Commands;
using QubridPS.Connections;

namespace QubridPS;

/// <summary>Forgets the session's connection and its key.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Qubrid", HelpUri = HelpUris.Base + "Disconnect-Qubrid.md")]
[OutputType(typeof(void))]
public sealed class DisconnectQubridCommand : QubridCmdletBase
{
    /// <inheritdoc/>
    protected override void EndProcessing() => ModuleState.Current.Disconnect();
}
