using QubridPS.Commands;
using QubridPS.Connections;

namespace QubridPS;

/// <summary>Shows the connection that a call would take: the session's, or the environment's.</summary>
[Cmdlet(VerbsCommon.Get, "QubridConnection", HelpUri = HelpUris.Base + "Get-QubridConnection.md")]
[OutputType(typeof(QubridConnection))]
public sealed class GetQubridConnectionCommand : QubridCmdletBase
{
    /// <inheritdoc/>
    protected override void EndProcessing() => InvokeWithErrorHandling(() =>
    {
        if (ModuleState.Current.GetEffectiveConnection() is { } connection)
        {
            WriteObject(connection);
        }
    });
}
