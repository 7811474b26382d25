namespace QubridPS.Reporting;

/// <summary>Represents a chart of the page, with its text alternative. Texts are not encoded, except the markup of the image.</summary>
/// <param name="Title">What the chart shows, with its unit.</param>
/// <param name="Description">The main facts in a sentence.</param>
/// <param name="Svg">The content of the SVG element.</param>
/// <param name="Height">The height of the image; its width is <see cref="Plot.Width"/>.</param>
/// <param name="Columns">The column headings of the data.</param>
/// <param name="Rows">The data of the chart as text.</param>
internal sealed record ReportChart(string Title, string Description, string Svg, int Height, string[] Columns, IReadOnlyList<string[]> Rows)
{
    /// <summary>Gets the CSS classes and the labels of the colors; empty if there is one color.</summary>
    internal IReadOnlyList<(ChartColor Color, string Label)> Legend { get; init; } = [];
}
