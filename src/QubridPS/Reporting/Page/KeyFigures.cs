namespace QubridPS.Reporting;

/// <summary>Represents a figure of the summary. The texts are encoded.</summary>
internal sealed record KeyFigure(string Name, string Value, string Note, bool IsFailure = false);

/// <summary>Creates the figures of the summary.</summary>
internal static class KeyFigures
{
    private const string Unknown = "–";

    /// <summary>Returns the figures in the order in which they are shown.</summary>
    internal static IEnumerable<KeyFigure> Create(ReportOptions options, ReportSums sums, ChatStatistics total)
    {
        var requests = (long)total.Count + total.Failures;
        yield return new("Requests", ReportFormat.Count(requests), total.RestoredCount == 0
            ? ReportFormat.Count(total.Count, "completion")
            : $"{ReportFormat.Count(total.Count, "completion")}, {ReportFormat.Count(total.RestoredCount)} more restored from a checkpoint");
        yield return new("Failures", ReportFormat.Count(total.Failures), DescribeFailures(total, requests), total.Failures + total.NotSent > 0);
        yield return new(
            "Tokens",
            total.PromptTokens is null && total.CompletionTokens is null && total.TotalTokens is null ? Unknown
                : ReportFormat.Count(total.TotalTokens ?? ((total.PromptTokens ?? 0) + (total.CompletionTokens ?? 0))),
            total.PromptTokens is null && total.CompletionTokens is null ? "" : $"{ReportFormat.Count(total.PromptTokens ?? 0)} prompt, {ReportFormat.Count(total.CompletionTokens ?? 0)} completion");
        if (options.Prices is not null)
        {
            yield return new("Cost", total.Cost is null ? Unknown : ReportFormat.Cost(total.Cost), total.Cost is null ? "not known for every model" : "in the currency of the prices");
        }

        yield return CreateDuration(sums);
        yield return CreateTime("Time to first token", total.Ttft);
        yield return CreateTime("Total time", total.TotalTime);
        if (total.Redactions is > 0 and var redactions)
        {
            yield return new("Redacted values", ReportFormat.Count(redactions), "replaced by placeholders in requests");
        }
    }

    private static string DescribeFailures(ChatStatistics total, long requests)
    {
        var share = total.Failures == 0 ? "none" : FormattableString.Invariant($"{100.0 * total.Failures / requests:0.#} % of the requests");
        return total.NotSent == 0 ? share : $"{share}; {ReportFormat.Count(total.NotSent, "item")} not sent";
    }

    private static KeyFigure CreateDuration(ReportSums sums) => new(
        "Duration",
        sums.CallSeconds > 0 ? ReportFormat.Duration(sums.CallSeconds) : Unknown,
        sums.Period is { } period && period.Last > period.First
            ? $"sum of all calls; {ReportFormat.Duration((period.Last - period.First).TotalSeconds)} from first to last"
            : "sum of all calls");

    private static KeyFigure CreateTime(string name, Percentiles? percentiles) => new(
        name,
        percentiles is null ? Unknown : $"{ReportFormat.Seconds(percentiles.P50)} s",
        percentiles is null ? "" : $"p50; p95 {ReportFormat.Seconds(percentiles.P95)} s, longest {ReportFormat.Seconds(percentiles.Max)} s");
}
