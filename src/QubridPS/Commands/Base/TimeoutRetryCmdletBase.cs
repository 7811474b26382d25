using QubridPS.Connections;

namespace QubridPS;

/// <summary>Base class of the cmdlets with timeout and retry parameters. A parameter that is not specified has the value of the connection.</summary>
public abstract class TimeoutRetryCmdletBase : QubridCmdletBase
{
    // The maximum of a .NET timer.
    private const int MaxSeconds = 2147483;

    /// <summary>Specifies the maximum time to establish a connection, in seconds, from 0 to 2147483. 0 means no limit. The default is 15.</summary>
    [Parameter]
    [ValidateRange(0, MaxSeconds)]
    public double ConnectionTimeoutSeconds { get; set; } = ConnectionSettings.Default.ConnectionTimeoutSeconds;

    /// <summary>
    /// Specifies the maximum time to wait for the first byte of a response and between two reads, in seconds, from 0 to 2147483. 0 means no
    /// limit. The default is 100.
    /// </summary>
    [Parameter]
    [ValidateRange(0, MaxSeconds)]
    public double OperationTimeoutSeconds { get; set; } = ConnectionSettings.Default.OperationTimeoutSeconds;

    /// <summary>Specifies the maximum duration of a call including retries and delays, in seconds, from 0 to 2147483. The default is 0, no limit.</summary>
    [Parameter]
    [ValidateRange(0, MaxSeconds)]
    public double TimeoutSeconds { get; set; } = ConnectionSettings.Default.TimeoutSeconds;

    /// <summary>Specifies how many times a request is retried after a transient error, from 0 to 100. The default is 2.</summary>
    [Parameter]
    [Alias("RetryCount")]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = ConnectionSettings.Default.MaximumRetryCount;

    /// <summary>
    /// Specifies the upper bound of the first retry delay, in seconds, from 0 to 3600. It doubles with each retry. A Retry-After header takes
    /// precedence. The default is 1.
    /// </summary>
    [Parameter]
    [ValidateRange(0, 3600)]
    public double RetryIntervalSec { get; set; } = ConnectionSettings.Default.RetryIntervalSec;

    /// <summary>
    /// Specifies the longest Retry-After delay that is waited for, in seconds, from 0 to 2147483. If the service requests a longer delay, the
    /// call fails at once. The default is 300.
    /// </summary>
    [Parameter]
    [ValidateRange(0, MaxSeconds)]
    public int MaximumRetryDelaySec { get; set; } = ConnectionSettings.Default.MaximumRetryDelaySec;

    /// <summary>Returns the settings with the parameters that were specified.</summary>
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
