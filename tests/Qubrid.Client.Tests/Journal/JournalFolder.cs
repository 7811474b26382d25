namespace Qubrid.Client.Tests.Journal;

/// <summary>A place for one test's journal.</summary>
internal sealed class JournalFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("qubrid-").FullName;

    internal string File => Path.Combine(_folder, "journal.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
