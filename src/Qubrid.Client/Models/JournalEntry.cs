namespace Qubrid.Client;

/// <summary>Represents a recorded exchange of a journal or a checkpoint file: a request and its completion.</summary>
public sealed class JournalEntry
{
    /// <summary>Gets when the completion was recorded, in UTC; null if the journal does not contain the time.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Gets the model that generated the completion or, if the service did not report it, the requested model.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the text of the last user message of the request; null if there is none.</summary>
    public string? Prompt { get; init; }

    /// <summary>Gets the completion, with the messages of the request.</summary>
    public ChatCompletion Completion { get; init; } = new();

    /// <summary>Gets why the model stopped generating.</summary>
    public string? FinishReason => Completion.FinishReason;

    /// <summary>Gets the number of tokens of the request, or null if the service did not report it.</summary>
    public long? PromptTokens => Completion.Usage?.PromptTokens;

    /// <summary>Gets the number of generated tokens, or null if the service did not report it.</summary>
    public long? CompletionTokens => Completion.Usage?.CompletionTokens;

    /// <summary>Gets the total number of tokens, or null if the service did not report it.</summary>
    public long? TotalTokens => Completion.Usage?.TotalTokens;

    /// <summary>Gets the path of the file.</summary>
    public string Path { get; init; } = "";

    /// <summary>Gets the number of the line in the file, starting with 1.</summary>
    public int Line { get; init; }

    /// <summary>Returns the text of the completion.</summary>
    public override string ToString() => Completion.ToString();
}
