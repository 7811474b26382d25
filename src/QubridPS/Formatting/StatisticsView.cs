using System.Globalization;
using System.Management.Automation.Host;
using Qubrid.Client;
using QubridPS.Execution;
using QubridPS.Statistics;

namespace QubridPS.Formatting;

/// <summary>
/// What statistics show at the prompt: counts in a line, then rows of figures with bars. All groups of a run share a scale.
/// </summary>
public static class StatisticsView
{
    private const int TextColumns = 47;
    private const int MostBar = 32;
    private const int LeastBar = 8;
    private const int UsualWidth = 80;

    private static readonly (string Label, string Unit, Func<ChatStatistics, Percentiles?> Figures)[] s_rows =
    [
        ("first token", "s", statistics => statistics.TtftSeconds),
        ("whole answer", "s", statistics => statistics.TotalTimeSeconds),
        ("speed", "tok/s", statistics => statistics.TokensPerSecond),
    ];

    /// <summary>The name of the group, and what is counted.</summary>
    public static string Head(ChatStatistics statistics) => string.Join(" · ", Facts(statistics));

    /// <summary>The captions over the figures; nothing where there are none.</summary>
    public static string Caption(ChatStatistics statistics, PSHost? host) =>
        !Array.Exists(s_rows, row => row.Figures(statistics) is not null) ? ""
        : (Row("", "p50", "p95", "max", "") + (BarWidth(host) >= Bar.Legend.Length ? Bar.Legend : "")).TrimEnd();

    /// <summary>The figures that are known, a row for each.</summary>
    public static string Rows(ChatStatistics statistics, PSHost? host) => string.Join(
        "\n",
        s_rows.Where(row => row.Figures(statistics) is not null).Select(row =>
        {
            var figures = row.Figures(statistics)!;
            var full = statistics.Compared.Max(other => row.Figures(other)?.Max ?? 0);
            var text = Row(row.Label, Text(figures.P50), Text(figures.P95), Text(figures.Max), row.Unit);
            return (text + Bar.Draw(figures, full, BarWidth(host))).TrimEnd();
        }));

    private static IEnumerable<string> Facts(ChatStatistics statistics)
    {
        yield return Name(statistics.Name);
        yield return Count(statistics.Count, "answer");
        if (statistics.PromptTokens is not null || statistics.CompletionTokens is not null)
        {
            yield return $"{Text(statistics.PromptTokens)} + {Text(statistics.CompletionTokens)} tokens";
        }

        if (statistics.Failures > 0)
        {
            var ids = string.Join(", ", statistics.FailuresById.AsEnumerable());
            yield return TerminalSanitizer.Sanitize($"{Count(statistics.Failures, "failure")} ({ids})");
        }
    }

    // A group may be named by anything, a whole prompt too.
    private static string Name(string? name)
    {
        const int most = UsualWidth / 2;
        var line = TerminalSanitizer.Sanitize(name?.Replace('\n', ' ') ?? "(unknown)");
        return line.Length <= most ? line : line.Substring(0, most - 1) + "…";
    }

    private static string Row(string label, string half, string most, string all, string unit) => $"  {label,-13}{half,8}{most,8}{all,8} {unit,-7}";

    private static string Count(int count, string word) => $"{count} {word}{(count == 1 ? "" : "s")}";

    private static string Text(long? tokens) => tokens?.ToString(CultureInfo.InvariantCulture) ?? "?";

    // Three digits or so, never wider than its column.
    private static string Text(double figure) =>
        figure.ToString(figure >= 1e6 ? "0E0" : figure >= 100 ? "0" : figure >= 10 ? "0.0" : figure >= 0.1 ? "0.00" : "0.000", CultureInfo.InvariantCulture);

    private static int BarWidth(PSHost? host)
    {
        var room = Width(host) - TextColumns - 1;
        return room < LeastBar ? 0 : Math.Min(room, MostBar);
    }

    private static int Width(PSHost? host)
    {
        try
        {
            return host?.UI?.RawUI?.WindowSize.Width is > 0 and var width ? width : UsualWidth;
        }
        catch (Exception error) when (HostLack.Is(error) || error is InvalidOperationException or IOException)
        {
            return UsualWidth; // a host without a screen
        }
    }
}
