namespace QubridPS.Formatting;

/// <summary>Draws percentiles as a bar of block characters, which every console font has: dark to p50, lighter to p95, lightest to the maximum.</summary>
internal static class PercentileBar
{
    /// <summary>The legend of the bars.</summary>
    internal const string Legend = "█ p50 ▓ p95 ░ max";

    /// <summary>Returns the bar of percentiles; a value equal to <paramref name="scale"/> has the full width.</summary>
    internal static string Draw(Percentiles percentiles, double scale, int width)
    {
        var p50 = GetLength(percentiles.P50, scale, width);
        var p95 = Math.Max(GetLength(percentiles.P95, scale, width), p50);
        var max = Math.Max(GetLength(percentiles.Max, scale, width), p95);
        return new string('█', p50) + new string('▓', p95 - p50) + new string('░', max - p95);
    }

    // Values above 0 have a length of at least 1.
    private static int GetLength(double value, double scale, int width) =>
        value <= 0 || scale <= 0 ? 0 : Math.Min(width, Math.Max(1, (int)Math.Round(value / scale * width)));
}
