namespace Qubrid.Client;

/// <summary>Represents one update of a streamed completion. The final update (<see cref="IsLast"/>) has no text and contains the completion.</summary>
public sealed class ChatUpdate
{
    /// <summary>Gets the new text; the concatenation over all updates of a choice is its text. JSON: <c>delta.content</c>.</summary>
    public string? Text { get; init; }

    /// <summary>Gets the new reasoning. JSON: <c>delta.reasoning_content</c> or <c>delta.reasoning</c>.</summary>
    public string? Reasoning { get; init; }

    /// <summary>Gets the role of the author in the first update of a choice; null in all others. JSON: <c>delta.role</c>.</summary>
    public string? Role { get; init; }

    /// <summary>Gets the index of the choice, 0 or greater. JSON: <c>index</c>.</summary>
    public int Index { get; init; }

    /// <summary>Gets the finish reason of the first choice in the final update; null in all others.</summary>
    public string? FinishReason => Completion?.FinishReason;

    /// <summary>Gets the token counts in the final update; null in all others, or if the service sent none.</summary>
    public ChatUsage? Usage => Completion?.Usage;

    /// <summary>Gets the performance that the service measured in the final update; null in all others, or if the service sent none.</summary>
    public ServiceMetrics? Metrics => Completion?.Metrics;

    /// <summary>Gets or sets the object from which the request was created; null if there was none.</summary>
    public object? InputObject { get; set; }

    /// <summary>Gets whether this is the final update.</summary>
    public bool IsLast => Completion is not null;

    /// <summary>Gets the completion in the final update; null in all others.</summary>
    public ChatCompletion? Completion { get; init; }

    /// <summary>Creates the final update.</summary>
    public static ChatUpdate CreateFinal(ChatCompletion completion) => new() { Completion = completion };

    /// <summary>Returns <see cref="Text"/>, or an empty string.</summary>
    public override string ToString() => Text ?? "";
}
