using Qubrid.Mock;
using QubridPS.Commands;
using QubridPS.Connections;

namespace QubridPS;

/// <summary>Stops the piped mock servers, or all of this session. A session connected to one is disconnected.</summary>
[Cmdlet(VerbsLifecycle.Stop, "QubridMockServer", HelpUri = HelpUris.Base + "Stop-QubridMockServer.md")]
[OutputType(typeof(void))]
public sealed class StopQubridMockServerCommand : QubridCmdletBase
{
    /// <summary>The servers to stop.</summary>
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
