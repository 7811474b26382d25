using System.Management.Automation.Language;

namespace QubridPS.Errors;

/// <summary>Describes what a batch did not send when it ended, for its error.</summary>
internal sealed record UnsentItems(int Count, long TokensSpent)
{
    /// <summary>Gets whether the batch has completions, received or restored.</summary>
    internal bool HasCompletions { get; init; }

    /// <summary>Gets the position from which items have to be sent, starting with 1; null if it is not known.</summary>
    internal int? FirstPosition { get; init; }

    /// <summary>Gets the model of the first item.</summary>
    internal string? Model { get; init; }

    /// <summary>Gets the target object of the error, from the first item.</summary>
    internal object? Target { get; init; }

    /// <summary>Gets the path of the checkpoint file; null if there is none.</summary>
    internal string? Checkpoint { get; init; }

    /// <summary>Returns a sentence that states how many items were not sent.</summary>
    internal string DescribeCount() =>
        $"{(Count == 1 ? "1 item was" : $"{Count} items were")} not sent{(HasCompletions ? "; the completions before were returned" : "")}.";

    /// <summary>Returns a sentence that states how to send the items.</summary>
    internal string DescribeResumption() =>
        Checkpoint is not null ? $"To send only the missing items, run the same command again with -Checkpoint '{CodeGeneration.EscapeSingleQuotedStringContent(Checkpoint)}'."
        : FirstPosition > 1 ? $"To continue, pipe the items with Select-Object -Skip {FirstPosition - 1}. With -Checkpoint, the same command sends only the missing items."
        : "With -Checkpoint, the same command sends only the missing items.";
}
