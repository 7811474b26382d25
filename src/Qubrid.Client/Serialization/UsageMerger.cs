namespace Qubrid.Client.Serialization;

/// <summary>Merges usage and metrics that a response contains more than once. Zero, null and empty text do not replace an earlier value.</summary>
internal static class UsageMerger
{
    internal static ChatUsage? Merge(ChatUsage? previous, ChatUsage? latest) => previous is null || latest is null ? latest ?? previous : new ChatUsage
    {
        PromptTokens = Merge(previous.PromptTokens, latest.PromptTokens),
        CompletionTokens = Merge(previous.CompletionTokens, latest.CompletionTokens),
        TotalTokens = Merge(previous.TotalTokens, latest.TotalTokens),
        AdditionalProperties = Merge(previous.AdditionalProperties, latest.AdditionalProperties),
    };

    internal static ServiceMetrics? Merge(ServiceMetrics? previous, ServiceMetrics? latest) => previous is null || latest is null ? latest ?? previous : new ServiceMetrics
    {
        TtftSeconds = Merge(previous.TtftSeconds, latest.TtftSeconds),
        TokensPerSecond = Merge(previous.TokensPerSecond, latest.TokensPerSecond),
        TotalTimeSeconds = Merge(previous.TotalTimeSeconds, latest.TotalTimeSeconds),
        AdditionalProperties = Merge(previous.AdditionalProperties, latest.AdditionalProperties),
    };

    private static T? Merge<T>(T? previous, T? latest)
        where T : struct => latest is null || (previous is not null && latest.Value.Equals(default(T))) ? previous : latest;

    private static IReadOnlyDictionary<string, object?> Merge(IReadOnlyDictionary<string, object?> previous, IReadOnlyDictionary<string, object?> latest)
    {
        if (previous.Count == 0 || latest.Count == 0)
        {
            return previous.Count == 0 ? latest : previous;
        }

        // Grows in place, because it is not visible before the response is complete.
        var merged = previous as MergedFields ?? new MergedFields(previous);
        foreach (var field in latest)
        {
            merged[field.Key] = merged.TryGetValue(field.Key, out var value) ? MergeValue(value, field.Value) : field.Value;
        }

        return merged;
    }

    private static object? MergeValue(object? previous, object? latest) => (previous, latest) switch
    {
        (null, _) => latest,
        (IReadOnlyDictionary<string, object?> left, IReadOnlyDictionary<string, object?> right) => Merge(left, right),
        (_, null or "" or 0L or 0m or 0d) => previous,
        _ => latest,
    };

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
}
