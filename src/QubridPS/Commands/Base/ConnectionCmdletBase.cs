using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Connections;
using QubridPS.Errors;

namespace QubridPS;

/// <summary>A cmdlet that talks to the service: by the given connection, the session's, or the environment's.</summary>
public abstract class ConnectionCmdletBase : TimeoutRetryCmdletBase
{
    private QubridConnection? _temporaryConnection;

    /// <summary>A connection other than the session's.</summary>
    [Parameter]
    [ConnectionTransformation]
    [ValidateNotNull]
    public QubridConnection? Connection { get; set; }

    private protected QubridConnection ResolvedConnection { get; private set; } = null!;

    private protected VerboseQueue Log { get; } = new();

    /// <summary>Explicit parameter, then the session's connection, then the environment.</summary>
    private protected void ResolveConnection()
    {
        ResolvedConnection = Connection ?? ModuleState.Current.Connection ?? FromEnvironment();
        if (!ResolvedConnection.HasKey)
        {
            throw ConnectionErrors.DeserializedConnection(ResolvedConnection);
        }

        var settings = ApplyLimits(ResolvedConnection.Settings);

        // The one limit that belongs to the connection itself: another needs another connection.
        if (settings.ConnectionTimeoutSeconds != ResolvedConnection.ConnectionTimeoutSeconds)
        {
            ResolvedConnection = _temporaryConnection = ResolvedConnection.WithSettings(settings);
        }
    }

    private QubridConnection FromEnvironment() =>
        EnvironmentSettings.ApiKey is not null ? ModuleState.Current.GetEnvironmentConnection()
        : Host.Name == "ServerRemoteHost" ? throw ConnectionErrors.NotConnectedInJob()
        : ModuleState.Current.IsOfFurtherRunspace ? throw ConnectionErrors.NotConnectedInRunspace()
        : throw InputErrors.ApiKeyMissing();

    private protected CallOptions CreateCallOptions() => ApplyLimits(ResolvedConnection.Settings).ToCallOptions(Log);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _temporaryConnection?.Dispose();
        }

        base.Dispose(disposing);
    }
}
