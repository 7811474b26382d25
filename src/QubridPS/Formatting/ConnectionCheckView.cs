using System.Globalization;
using Qubrid.Client;

namespace QubridPS;

/// <summary>What a check of a connection shows in its list.</summary>
public static class ConnectionCheckView
{
    /// <summary>Yes, no, or that it could not be found out.</summary>
    public static string YesNoUnknown(bool? value) => value?.ToString() ?? "(unknown)";

    /// <summary>Seconds with their unit.</summary>
    public static string Latency(double? seconds) => string.Format(CultureInfo.InvariantCulture, "{0:0.000} s", seconds);

    /// <summary>Id and words, made safe to show: they may be the service's.</summary>
    public static string Error(string? errorId, string? message) => TerminalSanitizer.Sanitize($"{errorId}: {message}");
}
