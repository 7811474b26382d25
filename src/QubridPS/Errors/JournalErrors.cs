namespace QubridPS.Errors;

/// <summary>Creates the errors of journal and checkpoint files.</summary>
internal static class JournalErrors
{
    internal static QubridInputException CheckpointUnusable(string path, Exception cause) => new(
        "Qubrid.CheckpointUnusable",
        ErrorCategory.InvalidArgument,
        $"The checkpoint file '{path}' cannot be used: {cause.Message}",
        "Specify the path of a new file in an existing folder, or of a checkpoint file that this command created.",
        path,
        cause);

    internal static QubridInputException JournalUnusable(string path, Exception cause) => new(
        "Qubrid.JournalUnusable",
        ErrorCategory.InvalidArgument,
        $"The journal '{path}' cannot be used: {cause.Message}",
        "Specify the path of a journal, or of a new file in an existing folder. -JournalMode Record and Auto create the file.",
        path,
        cause);

    internal static QubridInputException JournalRequired() => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        "The parameter -JournalMode requires -Journal.",
        "Specify a file with -Journal, or omit -JournalMode.",
        null);
}
