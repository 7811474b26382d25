using System.Globalization;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace QubridPS.Reporting;

/// <summary>Draws how often a time occurred, with the 50th and the 95th percentile marked.</summary>
internal static class DistributionChart
{
    private const double HeadroomForLabels = 1.25;

    /// <summary>Returns the chart of times in seconds, which are sorted.</summary>
    internal static ReportChart Create(string title, Percentiles percentiles, IReadOnlyList<double> sorted)
    {
        var histogram = Histogram.FromSorted(sorted);
        var plot = Plot.Create();
        plot.Axes.Add(CreateTimeAxis(histogram));
        plot.Axes.Add(Plot.CreateCountAxis(AxisPosition.Left, "completions", histogram.MaxCount * HeadroomForLabels));
        var bars = new RectangleBarSeries { FillColor = Plot.ToOxyColor(ChartColor.First), StrokeThickness = 0 };
        foreach (var (start, end, count) in histogram.Intervals.Where(interval => interval.Count > 0))
        {
            bars.Items.Add(new RectangleBarItem(start, 0, ShrinkEnd(histogram, start, end), count));
        }

        plot.Series.Add(bars);
        var p50 = $"p50 {ReportFormat.Seconds(percentiles.P50)} s";
        var p95 = $"p95 {ReportFormat.Seconds(percentiles.P95)} s";
        plot.Annotations.Add(Plot.CreateMarker(percentiles.P50, p50, LineStyle.Solid, IsInRightHalf(histogram, percentiles.P50), 1));
        plot.Annotations.Add(Plot.CreateMarker(percentiles.P95, p95, LineStyle.Dash, IsInRightHalf(histogram, percentiles.P95), 0.9));
        return new ReportChart(
            title,
            $"{ReportFormat.Count(sorted.Count, "completion")}: {p50}, {p95}, longest {ReportFormat.Seconds(percentiles.Max)} s.",
            SvgImage.Draw(plot, Plot.Height),
            Plot.Height,
            ["Seconds", "Completions"],
            [.. histogram.Intervals.Where(interval => interval.Count > 0)
                .Select(interval => new[] { $"{Format(interval.Start)} to {Format(interval.End)}", ReportFormat.Count(interval.Count) })]);
    }

    private static Axis CreateTimeAxis(Histogram histogram)
    {
        var title = histogram.IsLogarithmic ? "seconds (logarithmic)" : "seconds";
        Axis axis = histogram.IsLogarithmic ? new LogarithmicAxis { StringFormat = "0.######" } : new LinearAxis();
        axis.Minimum = histogram.Start;
        axis.Maximum = histogram.End;
        return Plot.Style(axis, AxisPosition.Bottom, title);
    }

    // Leaves a gap between the bars.
    private static double ShrinkEnd(Histogram histogram, double start, double end) =>
        histogram.IsLogarithmic ? start * Math.Pow(end / start, 0.92) : start + ((end - start) * 0.92);

    private static bool IsInRightHalf(Histogram histogram, double value) => histogram.IsLogarithmic
        ? value * value > histogram.Start * histogram.End
        : value > (histogram.Start + histogram.End) / 2;

    private static string Format(double limit) => limit.ToString("0.######", CultureInfo.InvariantCulture);
}
