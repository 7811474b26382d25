using System.Globalization;
using Qubrid.Client;

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

    /// <summary>Returns the address of the proxy without credentials, and where it was specified; null if there is none.</summary>
    internal static string? FormatProxy(QubridConnection connection) =>
        QubridClientOptions.FindProxy(connection.BaseUri, connection.Proxy) is not { } proxy ? null
        : proxy.AbsoluteUri + (connection.Proxy is null ? " (of the environment or the system)" : "");

    /// <summary>Returns the names of the additional headers, or null if there are none.</summary>
    internal static string? FormatHeaders(QubridConnection connection) => connection.Headers.Count == 0 ? null : string.Join(", ", connection.Headers);

    /// <summary>Returns the path and the mode of the journal, or null if there is none.</summary>
    internal static string? FormatJournal(QubridConnection connection) =>
        connection.Journal is null ? null : $"{connection.Journal} ({connection.JournalMode})";

    /// <summary>Returns the categories and patterns that are redacted, or null if there are none.</summary>
    internal static string? FormatRedact(QubridConnection connection) =>
        connection.Redact is { Length: > 0 } rules ? TerminalSanitizer.SanitizeLine(string.Join(", ", rules)) : null;

    private static string FormatTimeout(double seconds) =>
        seconds <= 0 ? "unlimited" : FormatDelay(seconds);

    private static string FormatDelay(double seconds) => seconds.ToString("0.###", CultureInfo.InvariantCulture) + " s";
}
