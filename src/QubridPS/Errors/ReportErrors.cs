using Qubrid.Client;

namespace QubridPS.Errors;

/// <summary>Creates the errors of reports.</summary>
internal static class ReportErrors
{
    internal static QubridInputException NothingToReport() => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidData,
        "There is nothing to report, because no completion, error or journal entry was piped. No file was written.",
        "Pipe the output of Invoke-QubridChat, with 2>&1 its errors too, or the output of Get-QubridJournal.",
        null);

    internal static QubridInputException FileExists(string path) => new(
        "Qubrid.FileExists",
        ErrorCategory.ResourceExists,
        $"The file '{Sanitize(path)}' exists already.",
        "Specify the path of a new file, or -Force to replace the file.",
        path);

    internal static QubridInputException Folder(string path) => new(
        "Qubrid.ReportUnusable",
        ErrorCategory.InvalidArgument,
        $"The report cannot be written to '{Sanitize(path)}', because it is a folder.",
        "Specify the path of a file, such as -Path report.html.",
        path);

    internal static QubridInputException FolderMissing(string path) => new(
        "Qubrid.ReportUnusable",
        ErrorCategory.ObjectNotFound,
        $"The report cannot be written to '{Sanitize(path)}', because the folder does not exist.",
        "Create the folder, or specify the path of a file in an existing folder.",
        path);

    internal static QubridInputException NotWritable(string path, Exception cause) => new(
        "Qubrid.ReportUnusable",
        ErrorCategory.WriteError,
        $"The report cannot be written to '{Sanitize(path)}': {TerminalSanitizer.SanitizeLine(cause.Message)}",
        "Check that the folder is writable, the disk is not full, and no other program has locked the file.",
        path,
        cause);

    private static string Sanitize(string path) => TerminalSanitizer.SanitizeLine(path);
}
