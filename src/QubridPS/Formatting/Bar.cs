using QubridPS.Statistics;

namespace QubridPS.Formatting;

/// <summary>A bar of block characters, such as every console font has: dark to p50, lighter to p95, lightest to the largest value.</summary>
internal static class Bar
{
    internal const string Legend = "█ p50 ▓ p95 ░ max";

    internal static string Draw(Percentiles figures, double full, int width)
    {
        var half = Length(figures.P50, full, width);
        var most = Math.Max(Length(figures.P95, full, width), half);
        var all = Math.Max(Length(figures.Max, full, width), most);
        return new string('█', half) + new string('▓', most - half) + new string('░', all - most);
    }

    // Whatever is more than nothing shows.
    private static int Length(double figure, double full, int width) =>
        figure <= 0 || full <= 0 ? 0 : Math.Min(width, Math.Max(1, (int)Math.Round(figure / full * width)));
}
