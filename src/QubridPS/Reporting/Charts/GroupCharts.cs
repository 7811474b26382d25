namespace QubridPS.Reporting;

/// <summary>Creates the charts that compare groups: tokens, cost, and time.</summary>
internal static class GroupCharts
{
    /// <summary>Returns the chart of prompt and completion tokens by group, or null if no tokens are known.</summary>
    internal static ReportChart? CreateTokens(IReadOnlyList<ChatStatistics> groups, string groupBy)
    {
        var rows = groups.Where(group => group.PromptTokens is not null || group.CompletionTokens is not null)
            .OrderByDescending(group => (group.PromptTokens ?? 0d) + (group.CompletionTokens ?? 0d))
            .ToList();
        if (rows.Count == 0)
        {
            return null;
        }

        var (svg, height) = BarChart.Draw(
            rows.ConvertAll(group => new BarChart.Bar(
                GetName(group),
                [(ChartColor.First, group.PromptTokens ?? 0), (ChartColor.Second, group.CompletionTokens ?? 0)],
                ReportFormat.Count((group.PromptTokens ?? 0) + (group.CompletionTokens ?? 0)))),
            "tokens");
        return new ReportChart(
            $"Tokens by {groupBy}",
            $"Most tokens: {GetName(rows[0])}, with {ReportFormat.Count(rows[0].PromptTokens ?? 0)} prompt and {ReportFormat.Count(rows[0].CompletionTokens ?? 0)} completion tokens."
            + BarChart.DescribeOmitted(rows.Count),
            svg,
            height,
            [groupBy, "Prompt tokens", "Completion tokens"],
            rows.ConvertAll(group => new[] { GetName(group), ReportFormat.Count(group.PromptTokens), ReportFormat.Count(group.CompletionTokens) }))
        {
            Legend = [(ChartColor.First, "Prompt tokens"), (ChartColor.Second, "Completion tokens")],
        };
    }

    /// <summary>Returns the chart of the cost by group, or null if no cost is known.</summary>
    internal static ReportChart? CreateCost(IReadOnlyList<ChatStatistics> groups, string groupBy)
    {
        var rows = groups.Where(group => group.Cost is not null).OrderByDescending(group => group.Cost).ToList();
        if (rows.Count == 0)
        {
            return null;
        }

        var (svg, height) = BarChart.Draw(
            rows.ConvertAll(group => new BarChart.Bar(GetName(group), [(ChartColor.First, (double)group.Cost!.Value)], ReportFormat.Cost(group.Cost))),
            "cost in the currency of the prices");
        return new ReportChart(
            $"Cost by {groupBy}",
            $"Highest cost: {GetName(rows[0])}, with {ReportFormat.Cost(rows[0].Cost)}." + BarChart.DescribeOmitted(rows.Count),
            svg,
            height,
            [groupBy, "Cost"],
            rows.ConvertAll(group => new[] { GetName(group), ReportFormat.Cost(group.Cost) }));
    }

    /// <summary>Returns the chart of the total time by group, or null if there are fewer than two groups with times.</summary>
    internal static ReportChart? CreateTime(IReadOnlyList<ChatStatistics> groups, string groupBy)
    {
        var rows = groups.Where(group => group.TotalTime is not null).OrderByDescending(group => group.TotalTimeSecondsP95).ToList();
        if (rows.Count < 2)
        {
            return null;
        }

        var (svg, height) = BarChart.Draw(
            rows.ConvertAll(group => new BarChart.Bar(
                GetName(group),
                [(ChartColor.First, group.TotalTime!.P50), (ChartColor.Second, group.TotalTime.P95 - group.TotalTime.P50)],
                $"{ReportFormat.Seconds(group.TotalTime.P50)} / {ReportFormat.Seconds(group.TotalTime.P95)} s")),
            "seconds");
        return new ReportChart(
            $"Total time by {groupBy}",
            $"Slowest at p95: {GetName(rows[0])}, with {ReportFormat.Seconds(rows[0].TotalTimeSecondsP95)} s." + BarChart.DescribeOmitted(rows.Count),
            svg,
            height,
            [groupBy, "p50 (s)", "p95 (s)"],
            rows.ConvertAll(group => new[] { GetName(group), ReportFormat.Seconds(group.TotalTimeSecondsP50), ReportFormat.Seconds(group.TotalTimeSecondsP95) }))
        {
            Legend = [(ChartColor.First, "up to p50"), (ChartColor.Second, "p50 to p95")],
        };
    }

    /// <summary>Returns the name of a group.</summary>
    internal static string GetName(ChatStatistics group) => group.Name ?? "(unknown)";
}
