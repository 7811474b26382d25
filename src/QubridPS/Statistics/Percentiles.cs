using System.Globalization;

namespace QubridPS;

/// <summary>Represents percentiles of measured values, by the nearest-rank method: each is one of the measured values.</summary>
public sealed class Percentiles
{
    private Percentiles(List<double> sorted)
    {
        P50 = GetRank(sorted, 50);
        P95 = GetRank(sorted, 95);
        Max = sorted[sorted.Count - 1];
    }

    /// <summary>Gets the median: half of the values are equal or smaller.</summary>
    public double P50 { get; }

    /// <summary>Gets the 95th percentile: 95 percent of the values are equal or smaller.</summary>
    public double P95 { get; }

    /// <summary>Gets the maximum.</summary>
    public double Max { get; }

    /// <inheritdoc/>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "p50 {0:0.###}, p95 {1:0.###}, max {2:0.###}", P50, P95, Max);

    /// <summary>Returns the percentiles of a list, which is sorted, or null if it is empty.</summary>
    internal static Percentiles? FromValues(List<double> values)
    {
        if (values.Count == 0)
        {
            return null;
        }

        values.Sort();
        return new Percentiles(values);
    }

    // The smallest value such that the given percentage of the values is equal or smaller.
    private static double GetRank(List<double> sorted, int percent) => sorted[(int)((((long)sorted.Count * percent) + 99) / 100) - 1];
}
