namespace QubridPS.Reporting;

/// <summary>Counts events over time in buckets of equal width. The width grows with the period, so that the number of buckets is bounded.</summary>
internal sealed class TimeBuckets
{
    private const int MaxBuckets = 60;

    // Each width is a multiple of the one before, so that buckets can be merged: 1, 5, 15 s; 1, 5, 15 min; 1, 4 h; 1, 7, 28, 364 days; ...
    private static readonly long[] s_widths =
        [1, 5, 15, 60, 300, 900, 3600, 14_400, 86_400, 604_800, 2_419_200, 31_449_600, 314_496_000, 3_144_960_000, 31_449_600_000, 314_496_000_000];

    private SortedDictionary<long, long> _counts = [];
    private int _width;

    /// <summary>Gets the number of events.</summary>
    internal long Total { get; private set; }

    /// <summary>Gets the width of a bucket.</summary>
    internal TimeSpan Width => TimeSpan.FromSeconds(s_widths[_width]);

    /// <summary>Gets the buckets with events, in order: their start and the number of events.</summary>
    internal IReadOnlyList<(DateTimeOffset Start, long Count)> Buckets =>
        [.. _counts.Select(bucket => (DateTimeOffset.FromUnixTimeSeconds(bucket.Key * s_widths[_width]), bucket.Value))];

    /// <summary>Adds an event.</summary>
    internal void Add(DateTimeOffset time)
    {
        Total++;
        Add(_counts, Divide(time.ToUnixTimeSeconds(), s_widths[_width]), 1);
        while (_counts.Count > 1 && _counts.Keys.Last() - _counts.Keys.First() >= MaxBuckets)
        {
            Widen();
        }
    }

    private void Widen()
    {
        var factor = s_widths[_width + 1] / s_widths[_width];
        _width++;
        var merged = new SortedDictionary<long, long>();
        foreach (var bucket in _counts)
        {
            Add(merged, Divide(bucket.Key, factor), bucket.Value);
        }

        _counts = merged;
    }

    private static void Add(SortedDictionary<long, long> counts, long bucket, long count) =>
        counts[bucket] = counts.TryGetValue(bucket, out var previous) ? previous + count : count;

    private static long Divide(long value, long divisor) => (value - (((value % divisor) + divisor) % divisor)) / divisor;
}
