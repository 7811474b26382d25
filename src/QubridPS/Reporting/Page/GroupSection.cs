namespace QubridPS.Reporting;

/// <summary>Writes the table of groups, if there is more than one.</summary>
internal static class GroupSection
{
    private const int MaxNameLength = 80;

    /// <summary>Writes the section.</summary>
    internal static void Write(TextWriter output, ReportOptions options, IReadOnlyList<ChatStatistics> groups)
    {
        if (groups.Count < 2)
        {
            return;
        }

        var title = options.HasGroupColumn ? Html.EncodeLine(options.GroupBy.Path, MaxNameLength) : "model";
        var hasCost = options.Prices is not null;
        string[] columns = ["Completions", "Failures", "Prompt tokens", "Completion tokens", "First token p50 (s)", "First token p95 (s)", "Total time p50 (s)", "Total time p95 (s)"];
        output.Write(
            $"<section id=\"groups\" aria-labelledby=\"groups-heading\">\n<h2 id=\"groups-heading\">By {title}</h2>\n"
            + "<div class=\"scroll\" role=\"region\" aria-labelledby=\"groups-heading\" tabindex=\"0\">\n<table aria-labelledby=\"groups-heading\">\n<thead><tr>"
            + $"<th scope=\"col\">{(options.HasGroupColumn ? title : "Model")}</th>"
            + string.Concat(columns.Concat(hasCost ? ["Cost"] : Array.Empty<string>()).Select(column => $"<th scope=\"col\" class=\"number\">{column}</th>"))
            + "</tr></thead>\n<tbody>\n");
        foreach (var group in groups)
        {
            output.Write($"<tr><th scope=\"row\"><bdi>{Html.EncodeLine(GroupCharts.GetName(group), MaxNameLength)}</bdi></th>");
            output.Write(string.Concat(GetCells(group, hasCost).Select(cell => $"<td class=\"number\">{cell}</td>")) + "</tr>\n");
        }

        output.Write("</tbody>\n</table>\n</div>\n</section>\n");
    }

    private static IEnumerable<string> GetCells(ChatStatistics group, bool hasCost)
    {
        string[] cells =
        [
            ReportFormat.Count(group.Count + group.RestoredCount),
            ReportFormat.Count(group.Failures),
            ReportFormat.Count(group.PromptTokens),
            ReportFormat.Count(group.CompletionTokens),
            ReportFormat.Seconds(group.TtftSecondsP50),
            ReportFormat.Seconds(group.TtftSecondsP95),
            ReportFormat.Seconds(group.TotalTimeSecondsP50),
            ReportFormat.Seconds(group.TotalTimeSecondsP95),
        ];
        return hasCost ? cells.Append(ReportFormat.Cost(group.Cost)) : cells;
    }
}
