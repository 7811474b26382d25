namespace QubridPS;

/// <summary>Represents the statistics of a group of calls. Values that no call reported are null, not 0.</summary>
public sealed class ChatStatistics
{
    /// <summary>Gets the model or other value by which the calls are grouped, or null if the calls do not have it.</summary>
    public string? Name { get; internal set; }

    /// <summary>Gets the property by which the calls are grouped.</summary>
    public string GroupBy { get; internal set; } = "";

    /// <summary>Gets the number of completions.</summary>
    public int Count { get; internal set; }

    /// <summary>Gets the number of calls that failed.</summary>
    public int Failures { get; internal set; }

    /// <summary>Gets the failures by error id, most frequent first.</summary>
    public ErrorCount[] FailuresById { get; internal set; } = [];

    /// <summary>Gets the sum of the prompt tokens.</summary>
    public long? PromptTokens { get; internal set; }

    /// <summary>Gets the sum of the completion tokens.</summary>
    public long? CompletionTokens { get; internal set; }

    /// <summary>Gets the sum of the total tokens, as reported by the service.</summary>
    public long? TotalTokens { get; internal set; }

    /// <summary>
    /// Gets the cost of the tokens by the prices of -Price, in their currency; null without -Price, or if the price of a model in the
    /// group is unknown.
    /// </summary>
    public decimal? Cost { get; internal set; }

    /// <summary>Gets the time to the first token in seconds.</summary>
    public Percentiles? TtftSeconds { get; internal set; }

    /// <summary>Gets the tokens per second. Larger values are better: P95 and Max are the fastest calls.</summary>
    public Percentiles? TokensPerSecond { get; internal set; }

    /// <summary>Gets the total time of the calls in seconds, including retries.</summary>
    public Percentiles? TotalTimeSeconds { get; internal set; }

    /// <summary>Gets all groups of the same command, including this one. The bars of a group are scaled by the maximum of all groups.</summary>
    internal IReadOnlyList<ChatStatistics> AllGroups { get; set; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{Name ?? "(unknown)"}: {Count} completions, {Failures} failures";
}
