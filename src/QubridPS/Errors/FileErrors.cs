using Qubrid.Client;

namespace QubridPS.Errors;

/// <summary>Creates the errors of files whose content is sent.</summary>
internal static class FileErrors
{
    private const string PathAction = "Specify the path of a text file or an image, such as -Path app.log, or a pattern with wildcards, such as -Path *.log.";

    internal static QubridInputException NotFound(string path) => new(
        "Qubrid.FileNotFound",
        ErrorCategory.ObjectNotFound,
        $"The file '{Sanitize(path)}' does not exist.",
        PathAction,
        path)
    { IsItemError = true };

    internal static QubridInputException NoMatch(string pattern) => new(
        "Qubrid.FileNotFound",
        ErrorCategory.ObjectNotFound,
        $"No file matches the path '{Sanitize(pattern)}'.",
        PathAction,
        pattern);

    internal static QubridInputException Unreadable(string path, Exception cause) =>
        cause is FileNotFoundException or DirectoryNotFoundException ? NotFound(path) : new(
            "Qubrid.FileNotFound",
            ErrorCategory.ReadError,
            $"The file '{Sanitize(path)}' cannot be read: {TerminalSanitizer.SanitizeLine(cause.Message)}",
            "Check the path, the permissions, and whether another program has locked the file.",
            path,
            cause)
        { IsItemError = true };

    internal static QubridInputException Folder(string path) => new(
        "Qubrid.FileNotFound",
        ErrorCategory.InvalidArgument,
        $"'{Sanitize(path)}' is a folder. Only files have content that can be sent.",
        "Specify the files of the folder with wildcards, such as -Path logs/*.log, or pipe them: Get-ChildItem logs -File -Recurse | ... -As Content.",
        path);

    internal static QubridInputException Binary(string path) => new(
        "Qubrid.BinaryFile",
        ErrorCategory.InvalidData,
        $"The file '{Sanitize(path)}' is neither a text file nor a PNG, JPEG, GIF or WebP image, so its content cannot be sent.",
        "Exclude the file, for example with -Path *.log or Get-ChildItem -Exclude, or convert it to text first.",
        path)
    { IsItemError = true };

    internal static QubridInputException LineTooLong(string path, long lineNumber, long maxLength) => new(
        "Qubrid.InputTooLarge",
        ErrorCategory.LimitsExceeded,
        $"Line {lineNumber} of the file '{Sanitize(path)}' is longer than {maxLength} characters, which exceeds the maximum size of a request.",
        "Send a part of the file: Get-Content -TotalCount or -Tail, Select-String. Or increase -MaxInputTokens.",
        path)
    { IsItemError = true };

    internal static QubridInputException TextTooLarge(string path, string limit) => new(
        "Qubrid.InputTooLarge",
        ErrorCategory.LimitsExceeded,
        $"Nothing was sent, because the text of the file '{Sanitize(path)}' exceeds {limit}.",
        "Send a part of the file: Get-Content -TotalCount or -Tail, Select-String. Divide it into several requests with -MaxInputTokens and -Split. "
        + "Or send one request for each file (-Each).",
        path)
    { IsItemError = true };

    internal static QubridInputException NotAFile(object? target) => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidData,
        $"-As Content reads the content of files, and an object of type {ErrorText.GetTypeName(target)} is not a file.",
        "Pipe the output of Get-ChildItem or Get-Item, or use another format, such as -As Json, to send the properties of the objects.",
        target)
    { IsItemError = true };

    internal static QubridInputException RemoteFile(object? target) => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidData,
        "The file object comes from another session, job or machine, where the file is, so its content cannot be read here.",
        "Read the file there and pipe its lines: Invoke-Command { Get-Content <path> } | Invoke-QubridChat '<instruction>'.",
        target)
    { IsItemError = true };

    internal static QubridInputException ImageInDividedData(string path) => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        $"The image '{Sanitize(path)}' cannot be sent with files that are divided into several requests.",
        "Send the images in a command of their own, or one request for each file (-Each).",
        path);

    internal static QubridInputException OnlyFolders() => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidData,
        "The input contains only folders, which have no content, so nothing was sent.",
        "Pipe the files of the folders: Get-ChildItem -File -Recurse.",
        null);

    private static string Sanitize(string path) => TerminalSanitizer.SanitizeLine(path);
}
