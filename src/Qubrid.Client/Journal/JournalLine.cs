namespace Qubrid.Client.Journal;

/// <summary>Represents a line of a journal. Its bytes are valid until the next line is read.</summary>
/// <param name="Number">The number of the line, starting with 1.</param>
/// <param name="Offset">The offset of the bytes in the file.</param>
/// <param name="Bytes">The bytes without the line feed.</param>
/// <param name="IsTerminated">Whether a line feed follows. The last line has none if a crash truncated it.</param>
internal readonly record struct JournalLine(int Number, long Offset, ReadOnlyMemory<byte> Bytes, bool IsTerminated)
{
    /// <summary>Gets what the line is.</summary>
    internal JournalLineKind Kind { get; init; }

    /// <summary>Gets the hash of the request; empty if the line is not an entry.</summary>
    internal string Hash { get; init; } = "";
}
