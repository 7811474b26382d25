using Qubrid.Client;
using QubridPS.Errors;

namespace QubridPS.Execution;

/// <summary>Opens -Checkpoint, or says why it cannot be used, before anything is sent.</summary>
internal static class CheckpointFile
{
    internal static RequestJournal Open(string checkpoint, SessionState session)
    {
        try
        {
            var path = session.Path.GetUnresolvedProviderPathFromPSPath(checkpoint);
            if (Directory.Exists(path) || !Directory.Exists(Path.GetDirectoryName(path)))
            {
                throw new IOException(Directory.Exists(path) ? "It is a folder." : "Its folder does not exist.");
            }

            return RequestJournal.Open(path);
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException or SessionStateException or NotSupportedException)
        {
            throw InputErrors.CheckpointUnusable(checkpoint, error);
        }
    }
}
