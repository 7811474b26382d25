namespace Qubrid.Client.Journal;

/// <summary>Reads a journal line by line and checks that it is one.</summary>
internal static class JournalScanner
{
    /// <summary>Returns all lines that are not empty, with their kind.</summary>
    /// <exception cref="InvalidDataException">The file is not a journal. This is known only after the last line.</exception>
    internal static IEnumerable<JournalLine> Scan(string path, CancellationToken cancellationToken)
    {
        var (isJournal, hasOtherLines) = (false, false);
        foreach (var line in JournalFile.ReadLines(path, cancellationToken))
        {
            if (line.Bytes.Span is [] or [(byte)'\r'])
            {
                continue;
            }

            var kind = JournalLineReader.Read(line.Bytes, out var hash);
            isJournal |= kind != JournalLineKind.Other;
            hasOtherLines |= kind == JournalLineKind.Other;
            yield return line with { Kind = kind, Hash = hash };
        }

        // Truncated lines next to valid ones remain after a crash. A file with no entry is not a journal.
        if (hasOtherLines && !isJournal && !IsTruncatedFirstLine(path, cancellationToken))
        {
            throw new InvalidDataException("The file is not a journal of requests.");
        }
    }

    // A crash while the first line was written leaves the start of an entry.
    private static bool IsTruncatedFirstLine(string path, CancellationToken cancellationToken)
    {
        var start = new byte[8];
        using var file = JournalFile.OpenForReading(path, cancellationToken);
        var read = file.Read(start, 0, start.Length);
        return "{\"hash\":"u8.StartsWith(start.AsSpan(0, read)) && read > 0;
    }
}
