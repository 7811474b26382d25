using Qubrid.Client;
using QubridPS.Connections;
using QubridPS.Errors;
using QubridPS.Execution;

namespace QubridPS.Commands;

/// <summary>A cmdlet that talks to the service: by the given connection, the session's, or the environment's.</summary>
public abstract class ConnectedCommand : LimitsCommand
{
    private QubridConnection? _ownConnection;

    /// <summary>A connection other than the session's.</summary>
    [Parameter]
    [ConnectionTransformation]
    [ValidateNotNull]
    public QubridConnection? Connection { get; set; }

    private protected QubridConnection ResolvedConnection { get; private set; } = null!;

    private protected CallLog Log { get; } = new();

    /// <summary>Explicit parameter, then the session's connection, then the environment.</summary>
    private protected void ResolveConnection()
    {
        ResolvedConnection = Connection ?? ModuleSession.Current.Connection ?? FromEnvironment();
        if (!ResolvedConnection.HasKey)
        {
            throw ConnectionErrors.DeserializedConnection(ResolvedConnection);
        }

        var settings = WithLimits(ResolvedConnection.Settings);

        // The one limit that belongs to the connection itself: another needs another connection.
        if (settings.ConnectionTimeoutSeconds != ResolvedConnection.ConnectionTimeoutSeconds)
        {
            ResolvedConnection = _ownConnection = ResolvedConnection.With(settings);
        }
    }

    private QubridConnection FromEnvironment() =>
        ConnectionEnvironment.ApiKey is not null ? ModuleSession.Current.FromEnvironment()
        : Host.Name == "ServerRemoteHost" ? throw ConnectionErrors.NotConnectedInJob()
        : ModuleSession.Current.IsOfFurtherRunspace ? throw ConnectionErrors.NotConnectedInRunspace()
        : throw InputErrors.NoApiKey();

    private protected CallOptions CallOptions() => WithLimits(ResolvedConnection.Settings).ToCallOptions(Log);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _ownConnection?.Dispose();
        }

        base.Dispose(disposing);
    }
}
