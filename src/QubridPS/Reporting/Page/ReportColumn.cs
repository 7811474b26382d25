using System.Globalization;

namespace QubridPS.Reporting;

/// <summary>Represents a column of the table of items.</summary>
/// <param name="Key">The CSS class of the cells.</param>
/// <param name="Title">The heading.</param>
/// <param name="IsNumber">Whether the cells are sorted as numbers.</param>
/// <param name="Write">Returns the content of a cell, encoded.</param>
internal sealed record ReportColumn(string Key, string Title, bool IsNumber, Func<ReportRow, string> Write)
{
    private const int MaxModelLength = 80;
    private const int MaxAnswerLength = 140;
    private const int MaxFullLength = 100_000;

    /// <summary>Returns the columns of a report.</summary>
    internal static List<ReportColumn> Create(ReportOptions options) =>
    [
        new("position", "#", IsNumber: true, row => row.Position.ToString(CultureInfo.InvariantCulture)),
        new("time", "Time (UTC)", IsNumber: false, row => row.Time is { } time ? ReportFormat.TimeElement(time) : ""),
        new("input", "Input", IsNumber: false, row => Line(row.Input, ReportItemReader.MaxInputLength)),
        .. options.HasGroupColumn
            ? new[] { new ReportColumn("group", Html.ToLine(options.GroupBy.Path, MaxModelLength), IsNumber: false, row => Line(row.Group, MaxModelLength)) }
            : [],
        new("model", "Model", IsNumber: false, row => Line(row.Model, MaxModelLength)),
        new("result", "Result", IsNumber: false, row => WriteResult(row)),
        new("prompt-tokens", "Prompt tokens", IsNumber: true, row => ReportFormat.Count(row.PromptTokens)),
        new("completion-tokens", "Completion tokens", IsNumber: true, row => ReportFormat.Count(row.CompletionTokens)),
        new("ttft", "First token (s)", IsNumber: true, row => ReportFormat.Seconds(row.TtftSeconds)),
        new("total-time", "Total time (s)", IsNumber: true, row => ReportFormat.Seconds(row.TotalTimeSeconds)),
        .. options.Prices is null ? Array.Empty<ReportColumn>() : [new("cost", "Cost", IsNumber: true, row => ReportFormat.Cost(row.Cost))],
        new("answer", "Answer or error", IsNumber: false, row => options.IncludesText ? WriteFullText(row) : Line(row.Text, MaxAnswerLength)),
    ];

    // The direction of a text is its own, and does not affect its neighbors.
    private static string Line(string? text, int maxLength) => string.IsNullOrEmpty(text) ? "" : $"<bdi>{Html.EncodeLine(text, maxLength)}</bdi>";

    private static string WriteResult(ReportRow row) =>
        $"<span class=\"{(row.IsFailure ? "badge failure" : "badge")}\">{Html.EncodeLine(row.Result ?? "(none)", MaxModelLength).Replace("Qubrid.", "Qubrid.<wbr>")}</span>"
        + (row.IsRestored ? " <span class=\"badge\">restored</span>" : "");

    private static string WriteFullText(ReportRow row)
    {
        var messages = string.Concat(row.Prompt.Select(message => WriteText(Html.EncodeLine(message.Role, MaxModelLength), message.Text)));
        var answer = WriteText(row.IsFailure ? "error" : "answer", row.Text ?? "");
        return $"<details><summary>{Line(row.Text, MaxAnswerLength)}</summary>{messages}{answer}</details>";
    }

    private static string WriteText(string label, string text) =>
        $"<p class=\"role\">{label}</p><div class=\"text\" dir=\"auto\">{Html.EncodeBlock(text, MaxFullLength)}</div>";
}
