using System.Globalization;

namespace QubridPS;

/// <summary>Where the values of many calls lie. By nearest rank: each figure is one that was measured, never a mean of two.</summary>
public sealed class Percentiles
{
    private Percentiles(List<double> sorted)
    {
        P50 = GetRank(sorted, 50);
        P95 = GetRank(sorted, 95);
        Max = sorted[sorted.Count - 1];
    }

    /// <summary>Half of the values are no larger.</summary>
    public double P50 { get; }

    /// <summary>95 of 100 values are no larger.</summary>
    public double P95 { get; }

    /// <summary>The largest value.</summary>
    public double Max { get; }

    /// <inheritdoc/>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "p50 {0:0.###}, p95 {1:0.###}, max {2:0.###}", P50, P95, Max);

    /// <summary>Of no values there is nothing to say: null.</summary>
    internal static Percentiles? FromValues(List<double> values)
    {
        if (values.Count == 0)
        {
            return null;
        }

        values.Sort();
        return new Percentiles(values);
    }

    // The smallest value with at least so many of 100 values at or below it.
    private static double GetRank(List<double> sorted, int percent) => sorted[(int)((((long)sorted.Count * percent) + 99) / 100) - 1];
}
