using Qubrid.Client;
using QubridPS.Connections;
using QubridPS.Execution;

namespace QubridPS.Commands;

/// <summary>A cmdlet that talks to the service: by the given connection, the session's, or the environment's.</summary>
public abstract class ConnectedCommand : QubridCommand
{
    // The longest that a timer can hold.
    internal const int MostSeconds = 2147483;

    private readonly CallLog _log = new();
    private QubridConnection? _ownConnection;

    /// <summary>A connection other than the session's.</summary>
    [Parameter]
    [ValidateNotNull]
    public QubridConnection? Connection { get; set; }

    /// <summary>Longest time for making a connection, in seconds; 0 is no limit.</summary>
    [Parameter]
    [ValidateRange(0, MostSeconds)]
    public double ConnectionTimeoutSeconds { get; set; }

    /// <summary>Longest silence, in seconds; 0 is no limit.</summary>
    [Parameter]
    [ValidateRange(0, MostSeconds)]
    public double OperationTimeoutSeconds { get; set; }

    /// <summary>Longest time for the call and all its retries, in seconds; 0 is no limit.</summary>
    [Parameter]
    [ValidateRange(0, MostSeconds)]
    public double TimeoutSeconds { get; set; }

    /// <summary>How often to try again after a passing failure.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; }

    /// <summary>Longest first delay before a retry, in seconds; it doubles with each.</summary>
    [Parameter]
    [ValidateRange(0, 3600)]
    public double RetryIntervalSec { get; set; }

    private protected QubridConnection ResolvedConnection { get; private set; } = null!;

    private protected CallLog Log => _log;

    private protected bool IsBound(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    /// <summary>Explicit parameter, then the session's connection, then the environment.</summary>
    private protected void ResolveConnection()
    {
        ResolvedConnection = Connection ?? ModuleSession.Current.Connection ?? ModuleSession.Current.FromEnvironment();
        if (IsBound(nameof(ConnectionTimeoutSeconds)) && ConnectionTimeoutSeconds != ResolvedConnection.ConnectionTimeoutSeconds)
        {
            ResolvedConnection = _ownConnection = ResolvedConnection.WithConnectionTimeout(ConnectionTimeoutSeconds);
        }
    }

    private protected CallOptions CallOptions() => new()
    {
        IdleTimeout = QubridConnection.ToTimeout(
            IsBound(nameof(OperationTimeoutSeconds)) ? OperationTimeoutSeconds : ResolvedConnection.OperationTimeoutSeconds),
        TotalTimeout = QubridConnection.ToTimeout(IsBound(nameof(TimeoutSeconds)) ? TimeoutSeconds : ResolvedConnection.TimeoutSeconds),
        MaximumRetryCount = IsBound(nameof(MaximumRetryCount)) ? MaximumRetryCount : ResolvedConnection.MaximumRetryCount,
        RetryInterval = TimeSpan.FromSeconds(IsBound(nameof(RetryIntervalSec)) ? RetryIntervalSec : ResolvedConnection.RetryIntervalSec),
        Log = _log.Add,
    };

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
