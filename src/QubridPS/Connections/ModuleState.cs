using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using Qubrid.Mock;

namespace QubridPS.Connections;

/// <summary>The state of the module in one runspace. It is reset when the runspace closes or the module is removed.</summary>
internal sealed class ModuleState
{
    private static readonly ConditionalWeakTable<Runspace, ModuleState> s_states = new();
    private static readonly WeakReference<Runspace> s_firstRunspace = new(null!);

    // Created with the first server, so that a session without one does not load the assembly of the mock server.
    private readonly Lazy<MockServerRegistry> _servers = new(static () => new MockServerRegistry());

    internal static ModuleState Current => s_states.GetValue(Runspace.DefaultRunspace, Create);

    /// <summary>Gets the connections of the runspace.</summary>
    internal SessionConnections Connections { get; } = new();

    /// <summary>Gets the running mock servers of the runspace.</summary>
    internal MockServerRegistry Servers => _servers.Value;

    /// <summary>Gets whether another runspace of this process is connected, or used the module first and is still open.</summary>
    internal bool IsAdditionalRunspace =>
        Connections.HasOtherRunspaceConnection
        || (s_firstRunspace.TryGetTarget(out var first) && first != Runspace.DefaultRunspace && first.RunspaceStateInfo.State == RunspaceState.Opened);

    /// <summary>Stops a mock server, and removes the connection that was created with it. A connection of Connect-Qubrid remains.</summary>
    internal void StopServer(MockServer server)
    {
        Servers.Stop(server);
        if (Connections.Connected is { IsOfMockServer: true } connection && connection.BaseUri == server.BaseUri)
        {
            Connections.Disconnect();
        }
    }

    /// <summary>Disconnects and stops all mock servers.</summary>
    internal void Reset()
    {
        Connections.Reset();
        if (_servers.IsValueCreated)
        {
            Servers.StopAll();
        }
    }

    private static ModuleState Create(Runspace runspace)
    {
        var state = new ModuleState();
        if (!s_firstRunspace.TryGetTarget(out var first) || first.RunspaceStateInfo.State != RunspaceState.Opened)
        {
            s_firstRunspace.SetTarget(runspace);
        }

        runspace.StateChanged += (_, change) =>
        {
            if (change.RunspaceStateInfo.State is RunspaceState.Closed or RunspaceState.Broken)
            {
                state.Reset();
            }
        };
        return state;
    }
}
