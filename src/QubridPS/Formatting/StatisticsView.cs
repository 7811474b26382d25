using System.Globalization;
using System.Management.Automation.Host;
using Qubrid.Client;
using QubridPS.Common;

namespace QubridPS.Formatting;

/// <summary>
/// Formats statistics for display: a line with counts, then a row with a bar for each measured value. The bars of all groups have the same scale.
/// </summary>
internal static class StatisticsView
{
    private const int TextColumns = 47;
    private const int MaxBarWidth = 32;
    private const int MinBarWidth = 8;
    private const int DefaultWidth = 80;

    private static readonly (string Label, string Unit, Func<ChatStatistics, Percentiles?> Percentiles)[] s_rows =
    [
        ("first token", "s", statistics => statistics.Ttft),
        ("total time", "s", statistics => statistics.TotalTime),
        ("speed", "tok/s", statistics => statistics.TokenRate),
    ];

    /// <summary>Returns the name of the group and its counts.</summary>
    internal static string FormatHeader(ChatStatistics statistics) => string.Join(" · ", GetFacts(statistics));

    /// <summary>Returns the column headings, or an empty string if there are no rows.</summary>
    internal static string FormatCaption(ChatStatistics statistics, PSHost? host) =>
        !Array.Exists(s_rows, row => row.Percentiles(statistics) is not null) ? ""
        : (FormatRow("", "p50", "p95", "max", "") + (GetBarWidth(host) >= PercentileBar.Legend.Length ? PercentileBar.Legend : "")).TrimEnd();

    /// <summary>Returns one row for each measured value.</summary>
    internal static string FormatRows(ChatStatistics statistics, PSHost? host) => string.Join(
        "\n",
        s_rows.Where(row => row.Percentiles(statistics) is not null).Select(row =>
        {
            var percentiles = row.Percentiles(statistics)!;
            var scale = statistics.AllGroups.Max(otherStatistics => row.Percentiles(otherStatistics)?.Max ?? 0);
            var text = FormatRow(row.Label, FormatNumber(percentiles.P50), FormatNumber(percentiles.P95), FormatNumber(percentiles.Max), row.Unit);
            return (text + PercentileBar.Draw(percentiles, scale, GetBarWidth(host))).TrimEnd();
        }));

    private static IEnumerable<string> GetFacts(ChatStatistics statistics)
    {
        yield return FormatName(statistics.Name);
        yield return FormatCount(statistics.Count, "completion");
        if (statistics.RestoredCount > 0)
        {
            yield return FormattableString.Invariant($"{statistics.RestoredCount} restored");
        }

        if (statistics.PromptTokens is not null || statistics.CompletionTokens is not null)
        {
            yield return $"{FormatNumber(statistics.PromptTokens)} + {FormatNumber(statistics.CompletionTokens)} tokens";
        }

        if (statistics.Redactions is > 0 and var redactions)
        {
            yield return FormattableString.Invariant($"{redactions} redacted");
        }

        if (statistics.Cost is { } cost)
        {
            yield return $"cost {FormatCost(cost)}";
        }

        if (statistics.Failures > 0)
        {
            yield return TerminalSanitizer.Sanitize($"{FormatCount(statistics.Failures, "failure")} ({statistics.Errors})");
        }

        if (statistics.NotSent > 0)
        {
            yield return FormattableString.Invariant($"{statistics.NotSent} not sent");
        }
    }

    // The name can be any value, for example a complete prompt.
    private static string FormatName(string? name)
    {
        const int maxLength = DefaultWidth / 2;
        var line = TerminalSanitizer.Sanitize(name?.Replace('\n', ' ') ?? "(unknown)");
        return line.Length <= maxLength ? line : line.Substring(0, maxLength - 1) + "…";
    }

    private static string FormatRow(string label, string p50, string p95, string max, string unit) => $"  {label,-13}{p50,8}{p95,8}{max,8} {unit,-7}";

    private static string FormatCount(int count, string word) => $"{count} {word}{(count == 1 ? "" : "s")}";

    private static string FormatCost(decimal cost) =>
        cost is > 0 and < 0.000001m ? "< 0.000001" : cost.ToString("0.00####", CultureInfo.InvariantCulture);

    private static string FormatNumber(long? tokens) => tokens?.ToString(CultureInfo.InvariantCulture) ?? "?";

    // About three significant digits, never wider than the column.
    private static string FormatNumber(double value) =>
        value.ToString(value >= 1e6 ? "0E0" : value >= 100 ? "0" : value >= 10 ? "0.0" : value >= 0.1 ? "0.00" : "0.000", CultureInfo.InvariantCulture);

    private static int GetBarWidth(PSHost? host)
    {
        var availableWidth = GetWidth(host) - TextColumns - 1;
        return availableWidth < MinBarWidth ? 0 : Math.Min(availableWidth, MaxBarWidth);
    }

    private static int GetWidth(PSHost? host)
    {
        try
        {
            return host?.UI?.RawUI?.WindowSize.Width is > 0 and var width ? width : DefaultWidth;
        }
        catch (Exception error) when (HostExceptions.IsNotSupported(error) || error is InvalidOperationException or IOException)
        {
            return DefaultWidth; // a host without a screen
        }
    }
}
