using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Errors;

namespace QubridPS.Connections;

/// <summary>Opens the files of -Checkpoint and -Journal, and reports an unusable path before a request is sent.</summary>
internal static class JournalOpener
{
    internal static RequestJournal OpenCheckpoint(string checkpoint, SessionState session, CancellationToken cancellationToken) =>
        Open(checkpoint, session, mustExist: false, JournalErrors.CheckpointUnusable, cancellationToken);

    internal static RequestJournal OpenJournal(string journal, JournalMode mode, SessionState session, CancellationToken cancellationToken) =>
        Open(journal, session, mustExist: mode == JournalMode.Replay, JournalErrors.JournalUnusable, cancellationToken);

    private static RequestJournal Open(string path, SessionState session, bool mustExist, Func<string, Exception, QubridInputException> createError, CancellationToken cancellationToken)
    {
        try
        {
            var fullPath = FilePath.Resolve(path, session);
            return ValidatePath(fullPath, mustExist) is { } message ? throw new IOException(message) : RequestJournal.Open(fullPath, cancellationToken);
        }
        catch (Exception cause) when (cause is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw createError(path, cause);
        }
    }

    private static string? ValidatePath(string path, bool mustExist) =>
        Directory.Exists(path) ? "The path is a folder."
        : !Directory.Exists(Path.GetDirectoryName(path)) ? "The folder does not exist."
        : mustExist && !File.Exists(path) ? "The file to replay does not exist."
        : null;
}
