namespace QubridPS;

/// <summary>
/// Represents the statistics of a group of calls. Values that no call reported are null, not 0. All properties are plain values, so that exports
/// and tables are complete; the types file adds the percentiles and the failures as hidden objects.
/// </summary>
public sealed class ChatStatistics
{
    /// <summary>Gets the model or other value by which the calls are grouped, or null if the calls do not have it.</summary>
    public string? Name { get; internal set; }

    /// <summary>Gets the property by which the calls are grouped.</summary>
    public string GroupBy { get; internal set; } = "";

    /// <summary>Gets the number of completions, without restored ones.</summary>
    public int Count { get; internal set; }

    /// <summary>Gets the number of completions that were restored from a checkpoint. Their tokens and times are not part of the other values.</summary>
    public int RestoredCount { get; internal set; }

    /// <summary>Gets the number of calls that failed.</summary>
    public int Failures { get; internal set; }

    /// <summary>Gets the failures by error id, most frequent first, such as Qubrid.RateLimited x 2, Qubrid.Timeout x 1; null if there are none.</summary>
    public string? Errors => FailureCounts.Length == 0 ? null : string.Join(", ", FailureCounts.AsEnumerable());

    /// <summary>Gets the number of items that were not sent, because their batch ended before.</summary>
    public int NotSent { get; internal set; }

    /// <summary>Gets the sum of the prompt tokens.</summary>
    public long? PromptTokens { get; internal set; }

    /// <summary>Gets the sum of the completion tokens.</summary>
    public long? CompletionTokens { get; internal set; }

    /// <summary>Gets the sum of the total tokens, as reported by the service.</summary>
    public long? TotalTokens { get; internal set; }

    /// <summary>Gets the number of values that were replaced by placeholders in the requests; null if no request was redacted.</summary>
    public long? Redactions { get; internal set; }

    /// <summary>
    /// Gets the cost of the tokens by the prices of -Price, in their currency; null without -Price, or if the price of a model in the
    /// group is unknown.
    /// </summary>
    public decimal? Cost { get; internal set; }

    /// <summary>Gets the median of the time to the first token in seconds.</summary>
    public double? TtftSecondsP50 => Ttft?.P50;

    /// <summary>Gets the 95th percentile of the time to the first token in seconds.</summary>
    public double? TtftSecondsP95 => Ttft?.P95;

    /// <summary>Gets the maximum of the time to the first token in seconds.</summary>
    public double? TtftSecondsMax => Ttft?.Max;

    /// <summary>Gets the median of the tokens per second. Larger values are better.</summary>
    public double? TokensPerSecondP50 => TokenRate?.P50;

    /// <summary>Gets the 95th percentile of the tokens per second. Larger values are better.</summary>
    public double? TokensPerSecondP95 => TokenRate?.P95;

    /// <summary>Gets the maximum of the tokens per second. Larger values are better.</summary>
    public double? TokensPerSecondMax => TokenRate?.Max;

    /// <summary>Gets the median of the total time of the calls in seconds, including retries.</summary>
    public double? TotalTimeSecondsP50 => TotalTime?.P50;

    /// <summary>Gets the 95th percentile of the total time of the calls in seconds, including retries.</summary>
    public double? TotalTimeSecondsP95 => TotalTime?.P95;

    /// <summary>Gets the maximum of the total time of the calls in seconds, including retries.</summary>
    public double? TotalTimeSecondsMax => TotalTime?.Max;

    /// <summary>Gets the failures by error id, most frequent first.</summary>
    internal ErrorCount[] FailureCounts { get; set; } = [];

    /// <summary>Gets the time to the first token in seconds.</summary>
    internal Percentiles? Ttft { get; set; }

    /// <summary>Gets the tokens per second.</summary>
    internal Percentiles? TokenRate { get; set; }

    /// <summary>Gets the total time of the calls in seconds.</summary>
    internal Percentiles? TotalTime { get; set; }

    /// <summary>Gets all groups of the same command, including this one. The bars of a group are scaled by the maximum of all groups.</summary>
    internal IReadOnlyList<ChatStatistics> AllGroups { get; set; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{Name ?? "(unknown)"}: {Count} completions, {Failures} failures";
}
