namespace Qubrid.Client.Serialization;

/// <summary>Merges figures that come in several chunks or places: a known value is not replaced by zero, null or an empty text.</summary>
internal static class FiguresMerger
{
    internal static ChatUsage? Merge(ChatUsage? known, ChatUsage? latest) => known is null || latest is null ? latest ?? known : new ChatUsage
    {
        PromptTokens = Merge(known.PromptTokens, latest.PromptTokens),
        CompletionTokens = Merge(known.CompletionTokens, latest.CompletionTokens),
        TotalTokens = Merge(known.TotalTokens, latest.TotalTokens),
        AdditionalProperties = Merge(known.AdditionalProperties, latest.AdditionalProperties),
    };

    internal static ServiceMetrics? Merge(ServiceMetrics? known, ServiceMetrics? latest) => known is null || latest is null ? latest ?? known : new ServiceMetrics
    {
        TtftSeconds = Merge(known.TtftSeconds, latest.TtftSeconds),
        TokensPerSecond = Merge(known.TokensPerSecond, latest.TokensPerSecond),
        TotalTimeSeconds = Merge(known.TotalTimeSeconds, latest.TotalTimeSeconds),
        AdditionalProperties = Merge(known.AdditionalProperties, latest.AdditionalProperties),
    };

    private static T? Merge<T>(T? known, T? latest)
        where T : struct => latest is null || (known is not null && latest.Value.Equals(default(T))) ? known : latest;

    private static IReadOnlyDictionary<string, object?> Merge(IReadOnlyDictionary<string, object?> known, IReadOnlyDictionary<string, object?> latest)
    {
        if (known.Count == 0 || latest.Count == 0)
        {
            return known.Count == 0 ? latest : known;
        }

        var merged = known as MergedFields ?? new MergedFields(known); // grows in place: nobody has it before the answer is complete
        foreach (var field in latest)
        {
            merged[field.Key] = merged.TryGetValue(field.Key, out var previous) ? MergeValue(previous, field.Value) : field.Value;
        }

        return merged;
    }

    private sealed class MergedFields : Dictionary<string, object?>
    {
        internal MergedFields(IReadOnlyDictionary<string, object?> fields)
            : base(fields.Count, StringComparer.Ordinal)
        {
            foreach (var field in fields)
            {
                this[field.Key] = field.Value;
            }
        }
    }

    private static object? MergeValue(object? known, object? latest) => (known, latest) switch
    {
        (null, _) => latest,
        (IReadOnlyDictionary<string, object?> previous, IReadOnlyDictionary<string, object?> fields) => Merge(previous, fields),
        (_, null or "" or 0L or 0m or 0d) => known,
        _ => latest,
    };
}
