using QubridPS.Statistics;

namespace QubridPS.Reporting;

/// <summary>Represents what a report contains.</summary>
internal sealed record ReportOptions(string Title, GroupByPath GroupBy)
{
    /// <summary>Gets the prices of the models; null for a report without cost.</summary>
    internal PriceTable? Prices { get; init; }

    /// <summary>Gets whether the report contains complete prompts and answers.</summary>
    internal bool IncludesText { get; init; }

    /// <summary>Gets whether the items are grouped by something other than the model, which has a column of its own.</summary>
    internal bool HasGroupColumn => !string.Equals(GroupBy.Path.Trim(), "Model", StringComparison.OrdinalIgnoreCase);
}
