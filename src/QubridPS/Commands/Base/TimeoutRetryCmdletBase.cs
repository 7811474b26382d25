using QubridPS.Connections;

namespace QubridPS;

/// <summary>The limits that can be set for a session or for a call; where a call sets none, the session's hold.</summary>
public abstract class TimeoutRetryCmdletBase : QubridCmdletBase
{
    // The longest that a timer can hold.
    private const int MaxSeconds = 2147483;

    /// <summary>Longest time for making a connection, in seconds; 0 is no limit.</summary>
    [Parameter]
    [ValidateRange(0, MaxSeconds)]
    public double ConnectionTimeoutSeconds { get; set; } = ConnectionSettings.Default.ConnectionTimeoutSeconds;

    /// <summary>Longest silence, in seconds; 0 is no limit.</summary>
    [Parameter]
    [ValidateRange(0, MaxSeconds)]
    public double OperationTimeoutSeconds { get; set; } = ConnectionSettings.Default.OperationTimeoutSeconds;

    /// <summary>Longest time for the call and all its retries, in seconds; 0 is no limit.</summary>
    [Parameter]
    [ValidateRange(0, MaxSeconds)]
    public double TimeoutSeconds { get; set; } = ConnectionSettings.Default.TimeoutSeconds;

    /// <summary>How often to try again after a passing failure.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = ConnectionSettings.Default.MaximumRetryCount;

    /// <summary>Longest first delay before a retry, in seconds; it doubles with each.</summary>
    [Parameter]
    [ValidateRange(0, 3600)]
    public double RetryIntervalSec { get; set; } = ConnectionSettings.Default.RetryIntervalSec;

    /// <summary>Gets or sets the longest wait that the service may ask for, in seconds.</summary>
    [Parameter]
    [ValidateRange(0, MaxSeconds)]
    public int MaximumRetryDelaySec { get; set; } = ConnectionSettings.Default.MaximumRetryDelaySec;

    private protected bool IsBound(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    /// <summary>The settings with the limits of the command line.</summary>
    private protected ConnectionSettings ApplyLimits(ConnectionSettings settings) => settings with
    {
        ConnectionTimeoutSeconds = IsBound(nameof(ConnectionTimeoutSeconds)) ? ConnectionTimeoutSeconds : settings.ConnectionTimeoutSeconds,
        OperationTimeoutSeconds = IsBound(nameof(OperationTimeoutSeconds)) ? OperationTimeoutSeconds : settings.OperationTimeoutSeconds,
        TimeoutSeconds = IsBound(nameof(TimeoutSeconds)) ? TimeoutSeconds : settings.TimeoutSeconds,
        MaximumRetryCount = IsBound(nameof(MaximumRetryCount)) ? MaximumRetryCount : settings.MaximumRetryCount,
        RetryIntervalSec = IsBound(nameof(RetryIntervalSec)) ? RetryIntervalSec : settings.RetryIntervalSec,
        MaximumRetryDelaySec = IsBound(nameof(MaximumRetryDelaySec)) ? MaximumRetryDelaySec : settings.MaximumRetryDelaySec,
    };
}
