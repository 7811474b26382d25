namespace Qubrid.Client.Journal;

/// <summary>What a line of a journal is.</summary>
internal enum JournalLineKind
{
    /// <summary>Text that is not an entry: torn by a crash, or of another file.</summary>
    Other,

    /// <summary>An entry that was changed: its hash does not fit its request, or a value has the wrong type. It is not replayed.</summary>
    Damaged,

    /// <summary>An entry that can be replayed.</summary>
    Entry,
}
