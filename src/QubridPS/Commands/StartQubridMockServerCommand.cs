using System.Net;
using System.Net.Sockets;
using Qubrid.Mock;
using QubridPS.Connections;
using QubridPS.Errors;

namespace QubridPS;

/// <summary>Starts a mock chat completions server on the local computer. It stops when the module is removed or the runspace closes.</summary>
[Cmdlet(VerbsLifecycle.Start, "QubridMockServer", HelpUri = HelpUriBase + "Start-QubridMockServer.md")]
[OutputType(typeof(MockServer))]
public sealed class StartQubridMockServerCommand : QubridCmdletBase
{
    /// <summary>Specifies the port, from 0 to 65535. The default is 0, a free port.</summary>
    [Parameter]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>Indicates that the current session is connected to the mock server.</summary>
    [Parameter]
    public SwitchParameter Connect { get; set; }

    /// <summary>Specifies the delay before each token, in milliseconds, from 0 to 3600000. The default is 0.</summary>
    [Parameter]
    [ValidateRange(0, 3_600_000)]
    public int TokenDelayMilliseconds { get; set; }

    /// <summary>Indicates that a request without a matching reply fails with the status 404.</summary>
    [Parameter]
    public SwitchParameter Strict { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing() => InvokeWithErrorHandling(() =>
    {
        var server = StartServer();
        ModuleState.Current.Servers.Add(server);
        if (Connect)
        {
            var settings = new ConnectionSettings { BaseUri = server.BaseUri };
            ModuleState.Current.Connections.Connect(new QubridConnection(EnvironmentSettings.ToSecureString("mock-key"), settings) { IsOfMockServer = true });
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
            throw MockErrors.PortInUse(Port, error);
        }
    }
}
