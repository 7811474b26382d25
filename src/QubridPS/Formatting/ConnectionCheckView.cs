using System.Globalization;
using Qubrid.Client;

namespace QubridPS.Formatting;

/// <summary>Formats the result of Test-QubridConnection for display.</summary>
internal static class ConnectionCheckView
{
    /// <summary>Returns True, False, or "(unknown)".</summary>
    internal static string FormatYesNoUnknown(bool? value) => value?.ToString() ?? "(unknown)";

    /// <summary>Returns a time in seconds with its unit.</summary>
    internal static string FormatLatency(double? seconds) => string.Format(CultureInfo.InvariantCulture, "{0:0.000} s", seconds);

    /// <summary>Returns the error id and the message, which can be text of the service, without control characters.</summary>
    internal static string FormatError(string? errorId, string? message) => TerminalSanitizer.Sanitize($"{errorId}: {message}");
}
