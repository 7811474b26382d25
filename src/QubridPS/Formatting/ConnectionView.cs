using System.Globalization;
using QubridPS.Connections;

namespace QubridPS.Formatting;

/// <summary>A connection's limits in words.</summary>
public static class ConnectionView
{
    /// <summary>Connect, idle and total.</summary>
    public static string Timeouts(QubridConnection connection) =>
        $"connect {Seconds(connection.ConnectionTimeoutSeconds)}, idle {Seconds(connection.OperationTimeoutSeconds)}, total {Seconds(connection.TimeoutSeconds)}";

    /// <summary>How many, and the longest first delay.</summary>
    public static string Retries(QubridConnection connection) =>
        $"{connection.MaximumRetryCount}, first delay up to {Seconds(connection.RetryIntervalSec)}";

    private static string Seconds(double seconds) =>
        seconds <= 0 ? "unlimited" : seconds.ToString("0.###", CultureInfo.InvariantCulture) + " s";
}
