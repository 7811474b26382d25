using System.Globalization;

namespace QubridPS.Formatting;

/// <summary>Formats the settings of a connection for display.</summary>
internal static class ConnectionView
{
    /// <summary>Returns the connection, inactivity and total timeout.</summary>
    internal static string FormatTimeouts(QubridConnection connection) =>
        $"connect {FormatTimeout(connection.ConnectionTimeoutSeconds)}, idle {FormatTimeout(connection.OperationTimeoutSeconds)}, total {FormatTimeout(connection.TimeoutSeconds)}";

    /// <summary>Returns the number of retries, the maximum first delay, and the maximum Retry-After delay.</summary>
    internal static string FormatRetries(QubridConnection connection) =>
        $"{connection.MaximumRetryCount}, first delay up to {FormatDelay(connection.RetryIntervalSec)}, Retry-After up to {FormatDelay(connection.MaximumRetryDelaySec)}";

    private static string FormatTimeout(double seconds) =>
        seconds <= 0 ? "unlimited" : FormatDelay(seconds);

    private static string FormatDelay(double seconds) => seconds.ToString("0.###", CultureInfo.InvariantCulture) + " s";
}
