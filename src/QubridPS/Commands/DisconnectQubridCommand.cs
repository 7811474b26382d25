using QubridPS.Connections;

namespace QubridPS.Commands;

/// <summary>Forgets the session's connection and its key.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Qubrid", HelpUri = HelpPage.Folder + "Disconnect-Qubrid.md")]
[OutputType(typeof(void))]
public sealed class DisconnectQubridCommand : QubridCommand
{
    /// <inheritdoc/>
    protected override void EndProcessing() => ModuleSession.Current.Disconnect();
}
