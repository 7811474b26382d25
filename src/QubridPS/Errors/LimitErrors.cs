namespace QubridPS.Errors;

/// <summary>Creates the errors of exceeded token limits.</summary>
internal static class LimitErrors
{
    /// <summary>The error id of input that is larger than a request can be.</summary>
    internal const string InputTooLargeId = "Qubrid.InputTooLarge";

    internal static QubridInputException InputTooLarge(long estimate, long limit, object? target) => new(
        "Qubrid.InputTooLarge",
        ErrorCategory.LimitsExceeded,
        $"The request was not sent, because its estimated size of {estimate} tokens exceeds -MaxInputTokens ({limit}).",
        "Send fewer objects (Where-Object), fewer properties (-Property), a denser format (-As Csv), fewer levels (-Depth) or one request for each object (-Each), divide the data (-Split), or increase -MaxInputTokens.",
        target)
    { IsItemError = true };

    /// <summary>An object, or a line of text, does not fit in a request of its own.</summary>
    internal static QubridInputException PieceTooLarge(string piece, long estimate, long limit, object? target) => new(
        "Qubrid.InputTooLarge",
        ErrorCategory.LimitsExceeded,
        $"{piece} does not fit in one request: with the prompt, its estimated size is {estimate} tokens, and -MaxInputTokens is {limit}. -Split divides data between objects, and text between lines.",
        "Send fewer properties (-Property), a denser format (-As Csv), fewer levels (-Depth) or a shorter prompt, or increase -MaxInputTokens.",
        target)
    { IsItemError = true };

    /// <summary>The prompt leaves no space for data.</summary>
    internal static QubridInputException PromptTooLarge(long estimate, long limit) => new(
        "Qubrid.InputTooLarge",
        ErrorCategory.LimitsExceeded,
        $"The data cannot be divided, because the prompt leaves no space for it: without data, the estimated size of a request is {estimate} tokens, and -MaxInputTokens is {limit}.",
        "Shorten the prompt or the system message, or increase -MaxInputTokens.",
        null)
    { IsItemError = true };

    /// <summary>The answers for the parts of the data cannot be merged.</summary>
    internal static QubridInputException AnswersTooLarge(string answers, long limit, object? target) => new(
        "Qubrid.InputTooLarge",
        ErrorCategory.LimitsExceeded,
        $"The answers cannot be merged, because {answers} do not fit in one request of -MaxInputTokens ({limit}).",
        "Limit the answers (-MaxTokens, or ask for a short answer), or increase -MaxInputTokens. With -Checkpoint, the answers for the parts are kept.",
        target)
    { IsItemError = true };
}
