namespace QubridPS.Reporting;

/// <summary>Represents the row of one item in the report. The text is not encoded.</summary>
internal sealed record ReportRow
{
    /// <summary>Gets the position of the item in the input, starting with 1.</summary>
    internal required long Position { get; init; }

    /// <summary>Gets when the completion was created or recorded; null if it is not known, as for errors.</summary>
    internal DateTimeOffset? Time { get; init; }

    /// <summary>Gets a description of the input object, or else the beginning of the prompt.</summary>
    internal string? Input { get; init; }

    /// <summary>Gets the name of the group.</summary>
    internal string? Group { get; init; }

    /// <summary>Gets the model.</summary>
    internal string? Model { get; init; }

    /// <summary>Gets the finish reason or the error id.</summary>
    internal string? Result { get; init; }

    /// <summary>Gets whether the item failed or was not sent.</summary>
    internal bool IsFailure { get; init; }

    /// <summary>Gets whether the completion was restored from a checkpoint.</summary>
    internal bool IsRestored { get; init; }

    /// <summary>Gets the number of prompt tokens.</summary>
    internal long? PromptTokens { get; init; }

    /// <summary>Gets the number of generated tokens.</summary>
    internal long? CompletionTokens { get; init; }

    /// <summary>Gets the time to the first token in seconds.</summary>
    internal double? TtftSeconds { get; init; }

    /// <summary>Gets the total time in seconds.</summary>
    internal double? TotalTimeSeconds { get; init; }

    /// <summary>Gets the cost; null without prices.</summary>
    internal decimal? Cost { get; init; }

    /// <summary>Gets the answer of the model, or the error message.</summary>
    internal string? Text { get; init; }

    /// <summary>Gets the messages of the request; empty unless the report includes the complete text.</summary>
    internal IReadOnlyList<(string Role, string Text)> Prompt { get; init; } = [];
}
