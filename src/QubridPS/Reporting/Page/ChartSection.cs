namespace QubridPS.Reporting;

/// <summary>Writes the charts, each with its data as a table.</summary>
internal static class ChartSection
{
    private const int MaxTitleLength = 80;

    /// <summary>Writes the section, if there is anything to draw.</summary>
    internal static void Write(TextWriter output, ReportOptions options, ReportSums sums, ChatStatistics total, IReadOnlyList<ChatStatistics> groups)
    {
        var charts = CreateCharts(options, sums, total, groups).ToList();
        if (charts.Count == 0)
        {
            return;
        }

        output.Write("<section id=\"charts\" aria-labelledby=\"charts-heading\">\n<h2 id=\"charts-heading\">Charts</h2>\n<div class=\"charts\">\n");
        for (var index = 0; index < charts.Count; index++)
        {
            WriteChart(output, charts[index], FormattableString.Invariant($"chart-{index + 1}"));
        }

        output.Write("</div>\n</section>\n");
    }

    private static IEnumerable<ReportChart> CreateCharts(
        ReportOptions options, ReportSums sums, ChatStatistics total, IReadOnlyList<ChatStatistics> groups)
    {
        var groupBy = options.HasGroupColumn ? Html.ToLine(options.GroupBy.Path, MaxTitleLength) : "model";
        return new[]
        {
            total.Ttft is null ? null : DistributionChart.Create("Time to first token", total.Ttft, sums.Total.TtftSeconds),
            total.TotalTime is null ? null : DistributionChart.Create("Total time", total.TotalTime, sums.Total.TotalTimeSeconds),
            ResultChart.Create(sums),
            GroupCharts.CreateTokens(groups, groupBy),
            GroupCharts.CreateTime(groups, groupBy),
            GroupCharts.CreateCost(groups, groupBy),
            TimelineChart.Create(sums),
        }.Where(chart => chart is not null).Select(chart => chart!);
    }

    private static void WriteChart(TextWriter output, ReportChart chart, string id)
    {
        var title = Html.Encode(chart.Title);
        var description = Html.Encode(chart.Description);
        var legend = chart.Legend.Count == 0 ? "" : $"<ul class=\"legend\">{string.Concat(chart.Legend.Select(WriteLegendItem))}</ul>\n";
        output.Write(
            $"<figure>\n<figcaption><h3>{title}</h3><p>{description}</p></figcaption>\n{legend}"
            + $"<svg role=\"img\" aria-labelledby=\"{id}-title {id}-description\" viewBox=\"0 0 {Plot.Width} {chart.Height}\" width=\"{Plot.Width}\" height=\"{chart.Height}\">"
            + $"<title id=\"{id}-title\">{title}</title><desc id=\"{id}-description\">{description}</desc>{chart.Svg}</svg>\n"
            + $"<details><summary id=\"{id}-data\">Data<span class=\"hidden\"> of {title}</span></summary>"
            + $"<div class=\"scroll\" role=\"region\" aria-labelledby=\"{id}-data\" tabindex=\"0\"><table aria-labelledby=\"{id}-data\"><thead><tr>"
            + string.Concat(chart.Columns.Select((column, index) => $"<th scope=\"col\"{ToClass(index)}>{Html.Encode(column)}</th>"))
            + "</tr></thead><tbody>");
        foreach (var row in chart.Rows)
        {
            output.Write("<tr>" + string.Concat(row.Select((cell, index) => index == 0 ? $"<th scope=\"row\">{Html.Encode(cell)}</th>" : $"<td class=\"number\">{Html.Encode(cell)}</td>")) + "</tr>");
        }

        output.Write("</tbody></table></div></details>\n</figure>\n");
    }

    private static string ToClass(int index) => index == 0 ? "" : " class=\"number\"";

    private static string WriteLegendItem((ChartColor Color, string Label) item) =>
        $"<li><svg width=\"12\" height=\"12\" viewBox=\"0 0 12 12\" aria-hidden=\"true\"><rect width=\"12\" height=\"12\" rx=\"2\" class=\"fill-{SvgImage.ToClass(item.Color)}\"/></svg> {Html.Encode(item.Label)}</li>";
}
