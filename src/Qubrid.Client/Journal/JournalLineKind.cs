namespace Qubrid.Client.Journal;

/// <summary>Specifies what a line of a journal is.</summary>
internal enum JournalLineKind
{
    /// <summary>Not an entry: truncated by a crash, or part of another file.</summary>
    Other,

    /// <summary>An entry that was changed: its hash does not match its request, or a value has the wrong type. It is not replayed.</summary>
    Damaged,

    /// <summary>An entry that can be replayed.</summary>
    Entry,
}
