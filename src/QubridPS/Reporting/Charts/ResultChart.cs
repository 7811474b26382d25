namespace QubridPS.Reporting;

/// <summary>Draws how many items ended with each finish reason and each error id.</summary>
internal static class ResultChart
{
    /// <summary>Returns the chart, or null if there are no items.</summary>
    internal static ReportChart? Create(ReportSums sums)
    {
        var failures = sums.Failures.Where(failure => failure.Count > 0).ToList();
        var bars = sums.FinishReasons
            .Select(reason => (Name: reason.Key, Count: reason.Value, Color: ChartColor.First))
            .Concat(failures.Select(failure => (Name: failure.ErrorId, failure.Count, Color: ChartColor.Failure)))
            .ToList();
        if (bars.Count == 0)
        {
            return null;
        }

        var (svg, height) = BarChart.Draw(bars.ConvertAll(bar => new BarChart.Bar(bar.Name, [(bar.Color, bar.Count)], ReportFormat.Count(bar.Count))), "items");
        return new ReportChart(
            "Finish reasons and failures",
            $"{ReportFormat.Count(sums.FinishReasons.Sum(reason => reason.Value), "completion")}, {ReportFormat.Count(failures.Sum(failure => failure.Count), "failure")}."
            + BarChart.DescribeOmitted(bars.Count),
            svg,
            height,
            ["Result", "Items"],
            bars.ConvertAll(bar => new[] { bar.Name, ReportFormat.Count(bar.Count) }))
        {
            Legend = failures.Count == 0 ? [] : [(ChartColor.First, "Completions"), (ChartColor.Failure, "Failures")],
        };
    }
}
