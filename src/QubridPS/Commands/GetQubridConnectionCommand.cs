using QubridPS.Connections;

namespace QubridPS.Commands;

/// <summary>Shows the connection that a call would take: the session's, or the environment's.</summary>
[Cmdlet(VerbsCommon.Get, "QubridConnection", HelpUri = HelpPage.Folder + "Get-QubridConnection.md")]
[OutputType(typeof(QubridConnection))]
public sealed class GetQubridConnectionCommand : QubridCommand
{
    /// <inheritdoc/>
    protected override void EndProcessing() => Guard(() =>
    {
        if (ModuleSession.Current.Find() is { } connection)
        {
            WriteObject(connection);
        }
    });
}
