using QubridPS.Errors;

namespace QubridPS.Connections;

/// <summary>
/// The connections of one runspace, and the only place that decides which one a command uses: an explicit connection, then that of
/// Connect-Qubrid, then that of the environment variables.
/// </summary>
internal sealed class SessionConnections
{
    internal const string RemoteHostName = "ServerRemoteHost";

    private static int s_connectedCount;

    private QubridConnection? _environmentConnection;

    /// <summary>Gets the connection that Connect-Qubrid created; null if there is none.</summary>
    internal QubridConnection? Connected { get; private set; }

    /// <summary>Gets whether another runspace of this process has a connection.</summary>
    internal bool HasOtherRunspaceConnection => Volatile.Read(ref s_connectedCount) > (Connected is null ? 0 : 1);

    internal void Connect(QubridConnection connection)
    {
        Disconnect();
        Connected = connection;
        Interlocked.Increment(ref s_connectedCount);
    }

    internal void Disconnect()
    {
        if (Connected is not null)
        {
            Interlocked.Decrement(ref s_connectedCount);
        }

        Connected?.Dispose();
        Connected = null;
    }

    /// <summary>Returns the connection that a command uses, or null if there is no API key.</summary>
    internal QubridConnection? Find(QubridConnection? explicitConnection = null) =>
        explicitConnection ?? Connected ?? (EnvironmentSettings.ApiKey is null ? null : GetEnvironmentConnection());

    /// <summary>Returns the connection that a command uses.</summary>
    /// <exception cref="QubridInputException">There is no API key, or the connection lost its key by serialization.</exception>
    internal QubridConnection Resolve(QubridConnection? explicitConnection, string hostName)
    {
        var connection = Find(explicitConnection)
            ?? throw (hostName == RemoteHostName ? ConnectionErrors.NotConnectedInJob()
                : ModuleState.Current.IsAdditionalRunspace ? ConnectionErrors.NotConnectedInRunspace()
                : ConnectionErrors.ApiKeyMissing());
        return connection.HasKey ? connection : throw ConnectionErrors.DeserializedConnection(connection, connection.HasLostRedaction);
    }

    /// <summary>Returns the base address that a command uses, also if there is no API key.</summary>
    internal Uri ResolveBaseUri(QubridConnection? explicitConnection) => (explicitConnection ?? Connected)?.BaseUri ?? EnvironmentSettings.BaseUri;

    /// <summary>Disconnects and disposes the connection of the environment variables.</summary>
    internal void Reset()
    {
        Disconnect();
        _environmentConnection?.Dispose();
        _environmentConnection = null;
    }

    // Reused while the environment variables do not change.
    private QubridConnection GetEnvironmentConnection()
    {
        var current = ConnectionFactory.GetOrCreateFromEnvironment(_environmentConnection);
        if (current != _environmentConnection)
        {
            _environmentConnection?.Dispose();
            _environmentConnection = current;
        }

        return current;
    }
}
