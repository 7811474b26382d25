using System.Globalization;

namespace QubridPS;

/// <summary>A connection's limits in words.</summary>
public static class ConnectionView
{
    /// <summary>Connect, idle and total.</summary>
    public static string Timeouts(QubridConnection connection) =>
        $"connect {FormatSeconds(connection.ConnectionTimeoutSeconds)}, idle {FormatSeconds(connection.OperationTimeoutSeconds)}, total {FormatSeconds(connection.TimeoutSeconds)}";

    /// <summary>Returns the number of retries, the longest first delay, and the longest wait that the service may ask for.</summary>
    public static string Retries(QubridConnection connection) =>
        $"{connection.MaximumRetryCount}, first delay up to {Wait(connection.RetryIntervalSec)}, Retry-After up to {Wait(connection.MaximumRetryDelaySec)}";

    private static string FormatSeconds(double seconds) =>
        seconds <= 0 ? "unlimited" : Wait(seconds);

    private static string Wait(double seconds) => seconds.ToString("0.###", CultureInfo.InvariantCulture) + " s";
}
