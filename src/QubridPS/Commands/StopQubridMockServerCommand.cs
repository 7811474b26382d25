using Qubrid.Mock;
using QubridPS.Connections;

namespace QubridPS;

/// <summary>
/// Stops mock servers that were started in the current session, by default all of them. The connection that -Connect created is removed; one
/// that Connect-Qubrid created remains.
/// </summary>
[Cmdlet(VerbsLifecycle.Stop, "QubridMockServer", HelpUri = HelpUriBase + "Stop-QubridMockServer.md")]
[OutputType(typeof(void))]
public sealed class StopQubridMockServerCommand : QubridCmdletBase
{
    /// <summary>Specifies the mock servers to stop. The default is all servers of the current session.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public MockServer[]? Server { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Server is null && MyInvocation.ExpectingInput)
        {
            return;
        }

        foreach (var server in Server ?? [.. ModuleState.Current.Servers.All])
        {
            ModuleState.Current.StopServer(server);
        }
    }
}
