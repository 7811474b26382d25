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

    internal static QubridInputException JournalUnreadable(string parameter, string path, Exception cause) => new(
        "Qubrid.JournalUnusable",
        ErrorCategory.ReadError,
        $"The file '{path}' of -{parameter} cannot be read as a journal: {cause.Message}",
        "Specify a file that Connect-Qubrid -Journal or Invoke-QubridChat -Checkpoint created.",
        path,
        cause)
    { IsItemError = true };

    internal static QubridInputException JournalNotFound(string parameter, string path, Exception cause) => new(
        "Qubrid.JournalUnusable",
        ErrorCategory.ObjectNotFound,
        $"The file '{path}' of -{parameter} does not exist.",
        "Specify a file that Connect-Qubrid -Journal or Invoke-QubridChat -Checkpoint created.",
        path,
        cause)
    { IsItemError = true };

    internal static QubridInputException JournalPathMissing() => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        "The parameter -Path is missing, and the connection has no journal.",
        "Specify a file with -Path, or run Connect-Qubrid -Journal <path>.",
        null);

    internal static QubridInputException JournalRequired() => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        "The parameter -JournalMode requires -Journal.",
        "Specify a file with -Journal, or omit -JournalMode.",
        null);
}
