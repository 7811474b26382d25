using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using Qubrid.Mock;

namespace QubridPS.Connections;

/// <summary>What the module keeps for one runspace; it goes when the runspace goes, or the module.</summary>
internal sealed class ModuleState
{
    private static readonly ConditionalWeakTable<Runspace, ModuleState> s_states = new();
    private static readonly WeakReference<Runspace> s_first = new(null!);
    private static int s_connected;

    // Made with the first server: a session without one does not load the assembly that has them.
    private readonly Lazy<MockServerRegistry> _servers = new(static () => new MockServerRegistry());
    private QubridConnection? _environmentConnection;

    internal static ModuleState Current => s_states.GetValue(Runspace.DefaultRunspace, Create);

    /// <summary>What Connect-Qubrid made.</summary>
    internal QubridConnection? Connection { get; private set; }

    /// <summary>The mock servers that run here.</summary>
    internal MockServerRegistry Servers => _servers.Value;

    /// <summary>Whether another runspace of this process has a connection, or used the module before and is still open.</summary>
    internal bool IsOfFurtherRunspace =>
        Volatile.Read(ref s_connected) > (Connection is null ? 0 : 1)
        || (s_first.TryGetTarget(out var first) && first != Runspace.DefaultRunspace && first.RunspaceStateInfo.State == RunspaceState.Opened);

    internal void Connect(QubridConnection connection)
    {
        Disconnect();
        Connection = connection;
        Interlocked.Increment(ref s_connected);
    }

    internal void Disconnect()
    {
        if (Connection is not null)
        {
            Interlocked.Decrement(ref s_connected);
        }

        Connection?.Dispose();
        Connection = null;
    }

    /// <summary>The connection that a call would take: the session's, or the environment's; null where no key is known.</summary>
    internal QubridConnection? GetEffectiveConnection() => Connection ?? (EnvironmentSettings.ApiKey is null ? null : GetEnvironmentConnection());

    /// <summary>The environment's connection, kept while the environment says the same.</summary>
    internal QubridConnection GetEnvironmentConnection()
    {
        var current = ConnectionFactory.GetOrCreateFromEnvironment(_environmentConnection);
        if (current != _environmentConnection)
        {
            _environmentConnection?.Dispose();
            _environmentConnection = current;
        }

        return current;
    }

    /// <summary>Stops a server; whoever is connected to it is no more.</summary>
    internal void StopServer(MockServer server)
    {
        Servers.Stop(server);
        if (Connection?.BaseUri == server.BaseUri)
        {
            Disconnect();
        }
    }

    /// <summary>Ends everything: the module is removed, or the runspace closes.</summary>
    internal void Reset()
    {
        Disconnect();
        _environmentConnection?.Dispose();
        _environmentConnection = null;
        if (_servers.IsValueCreated)
        {
            Servers.StopAll();
        }
    }

    private static ModuleState Create(Runspace runspace)
    {
        var state = new ModuleState();
        if (!s_first.TryGetTarget(out var first) || first.RunspaceStateInfo.State != RunspaceState.Opened)
        {
            s_first.SetTarget(runspace);
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
