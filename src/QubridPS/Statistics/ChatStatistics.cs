namespace QubridPS;

/// <summary>What many calls of one group took. What no call told is null, never 0.</summary>
public sealed class ChatStatistics
{
    /// <summary>What the calls have in common: the model, or the value of -GroupBy; null where they have none.</summary>
    public string? Name { get; internal set; }

    /// <summary>The property that they were grouped by.</summary>
    public string GroupBy { get; internal set; } = "";

    /// <summary>Answers.</summary>
    public int Count { get; internal set; }

    /// <summary>Calls that failed.</summary>
    public int Failures { get; internal set; }

    /// <summary>The failures by error, the most frequent first.</summary>
    public ErrorCount[] FailuresById { get; internal set; } = [];

    /// <summary>Tokens of all requests that were answered.</summary>
    public long? PromptTokens { get; internal set; }

    /// <summary>Tokens of all answers.</summary>
    public long? CompletionTokens { get; internal set; }

    /// <summary>Both, as the service told it.</summary>
    public long? TotalTokens { get; internal set; }

    /// <summary>Seconds to the first token.</summary>
    public Percentiles? TtftSeconds { get; internal set; }

    /// <summary>Tokens a second. The larger is the better: P95 and Max are the fast end.</summary>
    public Percentiles? TokensPerSecond { get; internal set; }

    /// <summary>Seconds for the whole call, retries included.</summary>
    public Percentiles? TotalTimeSeconds { get; internal set; }

    /// <summary>All groups of the same run, this one among them: what bars are drawn beside.</summary>
    internal IReadOnlyList<ChatStatistics> AllGroups { get; set; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{Name ?? "(unknown)"}: {Count} answers, {Failures} failures";
}
