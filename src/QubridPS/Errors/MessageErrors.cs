namespace QubridPS.Errors;

/// <summary>Creates the errors of messages that were piped or specified with -Message.</summary>
internal static class MessageErrors
{
    internal static QubridInputException ToolCallIsText(object? target) => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidData,
        "A tool call of a message is text, where an object with Id, Name and Arguments is required.",
        "If the messages were converted to JSON, convert them again with ConvertTo-Json -Depth 10.",
        target);

    internal static QubridInputException ScriptBlockPromptWithMessages(object? target) => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        "A message was piped and -Prompt is a script block. Messages are one conversation, which has one prompt.",
        "Specify -Prompt as text.",
        target);
}
