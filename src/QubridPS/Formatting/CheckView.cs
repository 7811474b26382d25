using System.Globalization;
using Qubrid.Client;

namespace QubridPS.Formatting;

/// <summary>What a check of a connection shows in its list.</summary>
public static class CheckView
{
    /// <summary>Yes, no, or that it could not be found out.</summary>
    public static string Answer(bool? answer) => answer?.ToString() ?? "(unknown)";

    /// <summary>Seconds with their unit.</summary>
    public static string Latency(double? seconds) => string.Format(CultureInfo.InvariantCulture, "{0:0.000} s", seconds);

    /// <summary>Id and words, made safe to show: they may be the service's.</summary>
    public static string Error(string? errorId, string? words) => TerminalSanitizer.Sanitize($"{errorId}: {words}");
}
