using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace QubridPS.Reporting;

/// <summary>Draws a horizontal bar for each row, whose segments are side by side, with the sum as text.</summary>
internal static class BarChart
{
    private const int MaxBars = 12;
    private const int MaxLabelLength = 22;
    private const int BarHeight = 26;
    private const int AxisHeight = 58;
    private const double CharacterWidth = 7.5;
    private const double MaxSumShare = 0.5;

    /// <summary>Represents the values of a row.</summary>
    /// <param name="Label">The name of the row.</param>
    /// <param name="Segments">The colors and the values.</param>
    /// <param name="Text">The sum as text.</param>
    internal sealed record Bar(string Label, (ChartColor Color, double Value)[] Segments, string Text);

    /// <summary>Returns the elements of the image and its height. Only the first bars are drawn.</summary>
    internal static (string Svg, int Height) Draw(IReadOnlyList<Bar> allBars, string unit)
    {
        var bars = allBars.Take(MaxBars).ToList();
        var plot = Plot.Create();
        var labels = Plot.Style(new CategoryAxis { GapWidth = 0.6, StartPosition = 1, EndPosition = 0 }, AxisPosition.Left);
        labels.Labels.AddRange(bars.Select(bar => Html.ToLine(bar.Label, MaxLabelLength)));
        plot.Axes.Add(labels);
        var maximum = bars.Max(bar => bar.Segments.Sum(segment => segment.Value));
        plot.Axes.Add(CreateValueAxis(unit, maximum > 0 ? maximum : 1, GetSumShare(bars)));
        foreach (var color in bars.SelectMany(bar => bar.Segments.Select(segment => segment.Color)).Distinct())
        {
            var series = new BarSeries { IsStacked = true, FillColor = Plot.ToOxyColor(color), StrokeThickness = 0 };
            series.Items.AddRange(bars.Select((bar, index) => new BarItem(bar.Segments.Where(segment => segment.Color == color).Sum(segment => segment.Value), index)));
            plot.Series.Add(series);
        }

        for (var index = 0; index < bars.Count; index++)
        {
            plot.Annotations.Add(CreateSum(bars[index], index));
        }

        var height = AxisHeight + (BarHeight * bars.Count);
        return (SvgImage.Draw(plot, height), height);
    }

    /// <summary>Returns a note about the bars that are not drawn, or an empty string.</summary>
    internal static string DescribeOmitted(int count) => count > MaxBars ? $" The chart shows the first {MaxBars} of {ReportFormat.Count(count)}." : "";

    // The share of the plot that the sums need beside the longest bar.
    private static double GetSumShare(List<Bar> bars)
    {
        var labelWidth = CharacterWidth * bars.Max(bar => Math.Min(bar.Label.Length, MaxLabelLength + 1));
        var sumWidth = CharacterWidth * (bars.Max(bar => bar.Text.Length) + 1);
        return Math.Min(MaxSumShare, sumWidth / (Plot.Width - labelWidth));
    }

    private static LinearAxis CreateValueAxis(string unit, double maximum, double sumShare)
    {
        var axis = Plot.Style(new LinearAxis(), AxisPosition.Bottom, unit, hasGrid: true);
        axis.Minimum = 0;
        axis.Maximum = maximum / (1 - sumShare);
        axis.IntervalLength = 75;
        axis.StringFormat = maximum >= 10 ? "#,0" : null;
        return axis;
    }

    private static TextAnnotation CreateSum(Bar bar, int index) => new()
    {
        Text = bar.Text,
        TextPosition = new DataPoint(bar.Segments.Sum(segment => segment.Value), index),
        TextHorizontalAlignment = HorizontalAlignment.Left,
        TextVerticalAlignment = VerticalAlignment.Middle,
        Offset = new ScreenVector(4, 0),
        TextColor = Plot.ToOxyColor(ChartColor.Text),
        StrokeThickness = 0,
    };
}
