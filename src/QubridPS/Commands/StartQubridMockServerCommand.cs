using System.Net;
using System.Net.Sockets;
using Qubrid.Mock;
using QubridPS.Commands;
using QubridPS.Connections;
using QubridPS.Errors;

namespace QubridPS;

/// <summary>Starts an endpoint on 127.0.0.1 that speaks the service's wire. It ends with the module or the runspace.</summary>
[Cmdlet(VerbsLifecycle.Start, "QubridMockServer", HelpUri = HelpUris.Base + "Start-QubridMockServer.md")]
[OutputType(typeof(MockServer))]
public sealed class StartQubridMockServerCommand : QubridCmdletBase
{
    /// <summary>The port; 0 takes a free one.</summary>
    [Parameter]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>Makes it the session's connection.</summary>
    [Parameter]
    public SwitchParameter Connect { get; set; }

    /// <summary>The wait before each token of a stream.</summary>
    [Parameter]
    [ValidateRange(0, 3_600_000)]
    public int TokenDelayMilliseconds { get; set; }

    /// <summary>A request for which no reply was set up fails with 404.</summary>
    [Parameter]
    public SwitchParameter Strict { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing() => InvokeWithErrorHandling(() =>
    {
        var server = StartServer();
        ModuleState.Current.Servers.Add(server);
        if (Connect)
        {
            ModuleState.Current.Connect(new QubridConnection(EnvironmentSettings.ToSecureString("mock-key"), new ConnectionSettings { BaseUri = server.BaseUri }));
        }

        WriteObject(server);
    });

    private MockServer StartServer()
    {
        try
        {
            return MockServer.Start(Port, TimeSpan.FromMilliseconds(TokenDelayMilliseconds), Strict);
        }
        catch (Exception error) when (error is HttpListenerException or SocketException)
        {
            throw InputErrors.PortInUse(Port, error);
        }
    }
}
