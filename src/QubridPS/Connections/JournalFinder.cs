using Qubrid.Client;
using QubridPS.Errors;
using QubridPS.Paths;

namespace QubridPS.Connections;

/// <summary>Opens -Checkpoint or -Journal, or says why it cannot be used, before anything is sent.</summary>
internal static class JournalFinder
{
    internal static RequestJournal OpenCheckpoint(string checkpoint, SessionState session, CancellationToken stop) =>
        Open(checkpoint, session, mustExist: false, InputErrors.CheckpointUnusable, stop);

    internal static RequestJournal OpenJournal(string journal, JournalMode mode, SessionState session, CancellationToken stop) =>
        Open(journal, session, mustExist: mode == JournalMode.Replay, InputErrors.JournalUnusable, stop);

    private static RequestJournal Open(string given, SessionState session, bool mustExist, Func<string, Exception, QubridInputException> unusable, CancellationToken stop)
    {
        try
        {
            var path = FilePath.Resolve(given, session);
            return Fault(path, mustExist) is { } fault ? throw new IOException(fault) : RequestJournal.Open(path, stop);
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw unusable(given, error);
        }
    }

    private static string? Fault(string path, bool mustExist) =>
        Directory.Exists(path) ? "It is a folder."
        : !Directory.Exists(Path.GetDirectoryName(path)) ? "Its folder does not exist."
        : mustExist && !File.Exists(path) ? "There is no such file to replay."
        : null;
}
