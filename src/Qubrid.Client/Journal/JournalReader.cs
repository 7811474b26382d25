using Qubrid.Client.Journal;

namespace Qubrid.Client;

/// <summary>
/// Reads the recorded exchanges of a journal or checkpoint file as a stream: one entry is in memory at a time. The file is open only
/// while a block of it is read, so that the caller and other processes can record between two entries; what they record is not returned.
/// </summary>
public sealed class JournalReader(string path)
{
    /// <summary>Gets the number of lines read so far that are not entries or were changed after they were recorded.</summary>
    public int DamagedCount { get; private set; }

    /// <summary>Gets the number of the first damaged line; 0 if there is none.</summary>
    public int FirstDamagedLine { get; private set; }

    /// <summary>Returns the entries in the order of the file. A last line that a crash truncated is ignored.</summary>
    /// <param name="cancellationToken">Cancels reading, and waiting for a file that another process has locked.</param>
    /// <exception cref="InvalidDataException">The file is not a journal. This is known only after the last line.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The caller canceled the method.</exception>
    public IEnumerable<JournalEntry> ReadEntries(CancellationToken cancellationToken = default)
    {
        foreach (var line in JournalScanner.Scan(path, cancellationToken))
        {
            if (TryRead(line) is { } entry)
            {
                yield return entry;
            }
            else if (line.Kind == JournalLineKind.Damaged || line.IsTerminated)
            {
                DamagedCount++;
                FirstDamagedLine = FirstDamagedLine == 0 ? line.Number : FirstDamagedLine;
            }
        }
    }

    private JournalEntry? TryRead(JournalLine line)
    {
        try
        {
            return line.Kind == JournalLineKind.Entry ? JournalEntrySerializer.ReadEntry(line.Bytes, path, line.Number) : null;
        }
        catch (Exception error) when (JournalLineReader.IsInvalidText(error))
        {
            return null;
        }
    }
}
