using QubridPS.Statistics;

namespace QubridPS.Reporting;

/// <summary>Writes the key figures, and the failures with what to do about them.</summary>
internal static class SummarySection
{
    /// <summary>Writes the sections.</summary>
    internal static void Write(TextWriter output, ReportOptions options, ReportSums sums, ChatStatistics total)
    {
        var figures = string.Concat(KeyFigures.Create(options, sums, total).Select(figure =>
            $"<div{(figure.IsFailure ? " class=\"failure\"" : "")}><dt>{figure.Name}</dt><dd><strong>{figure.Value}</strong> <span>{figure.Note}</span></dd></div>\n"));
        output.Write($"<section id=\"summary\" aria-labelledby=\"summary-heading\">\n<h2 id=\"summary-heading\">Summary</h2>\n<dl class=\"figures\">\n{figures}</dl>\n</section>\n");
        if (sums.Failures.Count > 0)
        {
            WriteFailures(output, sums);
        }
    }

    private static void WriteFailures(TextWriter output, ReportSums sums)
    {
        output.Write("<section id=\"failures\" aria-labelledby=\"failures-heading\">\n<h2 id=\"failures-heading\">Failures</h2>\n<ul class=\"failures\">\n");
        foreach (var failure in sums.Failures)
        {
            output.Write($"<li><h3><bdi>{Html.Encode(failure.ErrorId)}</bdi> <span class=\"count\">{Describe(failure)}</span></h3>");
            output.Write($"<p>{(failure.Count > 1 ? "First message: " : "")}<bdi>{Html.Encode(failure.Message)}</bdi></p>");
            output.Write($"<p><strong>What to do:</strong> <bdi>{Html.Encode(failure.Action)}</bdi></p></li>\n");
        }

        output.Write("</ul>\n</section>\n");
    }

    private static string Describe(FailureSummary failure) => string.Join(", ", new[]
    {
        failure.Count == 0 ? "" : ReportFormat.Count(failure.Count, "failure"),
        failure.NotSent == 0 ? "" : ReportFormat.Count(failure.NotSent, "item") + " not sent",
    }.Where(text => text.Length > 0));
}
