using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace QubridPS.Reporting;

/// <summary>Draws the number of completions over time.</summary>
internal static class TimelineChart
{
    /// <summary>Returns the chart, or null if no completion has a time.</summary>
    internal static ReportChart? Create(ReportSums sums)
    {
        var timeline = sums.Timeline;
        if (sums.Period is not { } period)
        {
            return null;
        }

        var buckets = timeline.Buckets;
        var width = DescribeWidth(timeline.Width);
        var plot = Plot.Create();
        plot.Axes.Add(CreateTimeAxis(buckets[0].Start, buckets[buckets.Count - 1].Start + timeline.Width));
        plot.Axes.Add(Plot.CreateCountAxis(AxisPosition.Left, "requests", buckets.Max(bucket => bucket.Count)));
        var bars = new RectangleBarSeries { FillColor = Plot.ToOxyColor(ChartColor.First), StrokeThickness = 0 };
        foreach (var (start, count) in buckets)
        {
            var end = start + TimeSpan.FromTicks((long)(timeline.Width.Ticks * 0.92));
            bars.Items.Add(new RectangleBarItem(ToDouble(start), 0, ToDouble(end), count));
        }

        plot.Series.Add(bars);
        var timeless = sums.ItemCount - timeline.Total;
        return new ReportChart(
            $"Requests over time, per {width}",
            $"{ReportFormat.Time(period.First)} to {ReportFormat.Time(period.Last)} UTC."
            + (timeless == 0 ? "" : $" {ReportFormat.Count(timeless, "item")} without a time, such as failures, {(timeless == 1 ? "is" : "are")} not included."),
            SvgImage.Draw(plot, Plot.Height),
            Plot.Height,
            [$"Start (UTC), per {width}", "Requests"],
            [.. buckets.Select(bucket => new[] { ReportFormat.Time(bucket.Start), ReportFormat.Count(bucket.Count) })]);
    }

    private static DateTimeAxis CreateTimeAxis(DateTimeOffset start, DateTimeOffset end)
    {
        var period = end - start;
        var format = period > TimeSpan.FromDays(3) ? "yyyy-MM-dd" : period > TimeSpan.FromMinutes(10) ? "HH:mm" : "HH:mm:ss";
        var axis = new DateTimeAxis { Minimum = ToDouble(start), Maximum = ToDouble(end), StringFormat = format, IntervalLength = 80 };
        return Plot.Style(axis, AxisPosition.Bottom, period > TimeSpan.FromDays(3) ? "date (UTC)" : "time (UTC)");
    }

    private static double ToDouble(DateTimeOffset time) => DateTimeAxis.ToDouble(time.UtcDateTime);

    private static string DescribeWidth(TimeSpan width) => width.TotalDays >= 1 ? Describe(width.TotalDays, "day")
        : width.TotalHours >= 1 ? Describe(width.TotalHours, "hour")
        : width.TotalMinutes >= 1 ? Describe(width.TotalMinutes, "minute")
        : Describe(width.TotalSeconds, "second");

    private static string Describe(double number, string unit) => number == 1 ? unit : ReportFormat.Count((long)number, unit);
}
