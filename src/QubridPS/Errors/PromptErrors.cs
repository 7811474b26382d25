namespace QubridPS.Errors;

/// <summary>Creates the errors of missing and empty prompts.</summary>
internal static class PromptErrors
{
    internal static QubridInputException EmptyPrompt(object? target) => new(
        "Qubrid.EmptyPrompt",
        ErrorCategory.InvalidArgument,
        "The prompt is empty, so no request was sent.",
        "Specify a prompt that contains text: Invoke-QubridChat 'What is ...?'. In rows, fill the Prompt column.",
        target)
    { IsItemError = true };

    internal static QubridInputException PromptMissing() => new(
        "Qubrid.PromptRequired",
        ErrorCategory.InvalidArgument,
        "No prompt, message or pipeline input was specified.",
        "Specify a prompt, such as Invoke-QubridChat 'What is ...?', or pipe strings, objects or messages.",
        null);

    internal static QubridInputException FilesWithoutPrompt() => new(
        "Qubrid.PromptRequired",
        ErrorCategory.InvalidArgument,
        "-Path was specified without a prompt, so nothing was sent.",
        "Use -Prompt to specify what to do with the files: Invoke-QubridChat 'What went wrong here?' -Path app.log.",
        null);

    internal static QubridInputException PromptRequired(object? target) => new(
        "Qubrid.PromptRequired",
        ErrorCategory.InvalidArgument,
        $"An object of type {ErrorText.GetTypeName(target)} was piped without a prompt, so nothing was sent.",
        "Use -Prompt to specify what to do with the data: ... | Invoke-QubridChat 'Which of these should worry me?'. Only strings are used as prompts themselves.",
        target);
}
