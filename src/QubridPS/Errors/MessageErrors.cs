namespace QubridPS.Errors;

/// <summary>Creates the errors of chat messages.</summary>
internal static class MessageErrors
{
    internal static QubridInputException UnknownRole(string? role, object? target) => new(
        "Qubrid.UnknownRole",
        ErrorCategory.InvalidData,
        $"The role '{role}' of a message is not valid.",
        "Use user, system, assistant or tool. If the input is data and not a message, add a prompt: "
        + "... | Invoke-QubridChat 'Which of these should worry me?'.",
        target);

    internal static QubridInputException NotAMessage(object? target) => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidData,
        target is string
            ? "A string is not a message. Convert JSON with ConvertFrom-Json, and specify a prompt with -Prompt."
            : $"The object of type {ErrorText.GetTypeName(target)} is not a valid message.",
        "Use New-QubridMessage, or a hashtable with role and content.",
        target);

    internal static QubridInputException ContentMissing() => new(
        "Qubrid.EmptyPrompt",
        ErrorCategory.InvalidArgument,
        "A message requires a text or an image.",
        "Specify -Content or -Image, or pipe a string.",
        null);

    internal static QubridInputException FilesWithoutContent() => new(
        "Qubrid.PromptRequired",
        ErrorCategory.InvalidArgument,
        "-Path was specified without -Content, so no message was created.",
        "Use -Content to specify what to do with the files: New-QubridMessage 'What went wrong here?' -Path app.log.",
        null);

    internal static QubridInputException EmptyContent(object? target) => new(
        "Qubrid.EmptyPrompt",
        ErrorCategory.InvalidArgument,
        "The content of the message is empty.",
        "Specify a text with -Content, an image with -Image, or pipe a string that contains text.",
        target);

    internal static QubridInputException ContentRequired(object? target) => new(
        "Qubrid.PromptRequired",
        ErrorCategory.InvalidArgument,
        $"An object of type {ErrorText.GetTypeName(target)} was piped without an instruction, so no message was created.",
        "Use -Content to specify what to do with the data: ... | New-QubridMessage 'Which of these should worry me?'. Only strings are used as messages themselves.",
        target);

    internal static QubridInputException CutByJson(string name, object? target) => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidData,
        $"{name} of a message is a text instead of an object, because ConvertTo-Json converts only 2 levels by default. Convert the conversation with ConvertTo-Json -Depth 5.",
        "Convert the conversation to JSON again with ConvertTo-Json -Depth 5, or save it with Export-Clixml.",
        target);

    internal static QubridInputException ScriptBlockPromptWithMessages(object? target) => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        "A message was piped, and -Prompt is a script block. The messages are one conversation, which has only one prompt.",
        "Specify -Prompt as a string.",
        target);
}
