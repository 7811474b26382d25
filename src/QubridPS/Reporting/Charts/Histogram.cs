namespace QubridPS.Reporting;

/// <summary>Counts values in intervals with round limits. If the largest values are far from the others, the intervals are logarithmic.</summary>
internal sealed class Histogram
{
    private const int MaxIntervals = 24;
    private const double LogarithmicRatio = 12;
    private const int IntervalsPerDecade = 8;
    private const int MaxDecades = 8;

    private readonly double[] _limits;
    private readonly long[] _counts;

    private Histogram(double[] limits, bool isLogarithmic, IReadOnlyList<double> sorted)
    {
        _limits = limits;
        _counts = new long[limits.Length - 1];
        IsLogarithmic = isLogarithmic;
        var interval = 0;
        foreach (var value in sorted)
        {
            while (interval < _counts.Length - 1 && value >= limits[interval + 1])
            {
                interval++;
            }

            _counts[interval]++;
        }
    }

    /// <summary>Gets whether the intervals are logarithmic.</summary>
    internal bool IsLogarithmic { get; }

    /// <summary>Gets the lower limit of the first interval.</summary>
    internal double Start => _limits[0];

    /// <summary>Gets the upper limit of the last interval.</summary>
    internal double End => _limits[_limits.Length - 1];

    /// <summary>Gets the largest count.</summary>
    internal long MaxCount => _counts.Max();

    /// <summary>Gets the intervals: their lower and upper limit, and the number of values.</summary>
    internal IEnumerable<(double Start, double End, long Count)> Intervals => _counts.Select((count, index) => (_limits[index], _limits[index + 1], count));

    /// <summary>Counts values that are sorted, and not empty.</summary>
    internal static Histogram FromSorted(IReadOnlyList<double> sorted)
    {
        var minimum = sorted[0];
        var maximum = sorted[sorted.Count - 1];
        var median = sorted[sorted.Count / 2];
        return median > 0 && maximum / median > LogarithmicRatio
            ? new Histogram(GetLogarithmicLimits(minimum, maximum), isLogarithmic: true, sorted)
            : new Histogram(GetLinearLimits(minimum, maximum), isLogarithmic: false, sorted);
    }

    private static double[] GetLinearLimits(double minimum, double maximum)
    {
        var start = minimum < maximum / 2 || maximum == 0 ? 0 : minimum; // a distribution far from 0 is shown without the empty part
        var width = GetRoundWidth(maximum == start ? (maximum == 0 ? 1 : maximum / 10) : (maximum - start) / MaxIntervals);
        var first = Math.Floor(start / width);
        var count = Math.Max(1, (int)(Math.Floor(maximum / width) - first) + 1);
        return [.. Enumerable.Range(0, count + 1).Select(index => (first + index) * width)];
    }

    private static double[] GetLogarithmicLimits(double minimum, double maximum)
    {
        var last = (int)Math.Floor(Math.Log10(maximum) * IntervalsPerDecade) + 1;
        var first = minimum <= 0 ? int.MinValue : (int)Math.Floor(Math.Log10(minimum) * IntervalsPerDecade);
        first = Math.Max(first, last - (MaxDecades * IntervalsPerDecade));
        return [.. Enumerable.Range(first, last - first + 1).Select(index => Math.Pow(10, (double)index / IntervalsPerDecade))];
    }

    // 1, 2, 2.5 or 5 times a power of ten.
    private static double GetRoundWidth(double width)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(width)));
        var ratio = width / power;
        return power * (ratio <= 1 ? 1 : ratio <= 2 ? 2 : ratio <= 2.5 ? 2.5 : ratio <= 5 ? 5 : 10);
    }
}
