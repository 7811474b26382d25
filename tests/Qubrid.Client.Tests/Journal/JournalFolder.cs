namespace Qubrid.Client.Tests.Journal;

/// <summary>Provides a temporary folder for the journal of a test.</summary>
internal sealed class JournalFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("qubrid-").FullName;

    internal string File => Path.Combine(_folder, "journal.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
