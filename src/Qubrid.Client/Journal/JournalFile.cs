namespace Qubrid.Client.Journal;

/// <summary>
/// Reads and appends to a file of JSON lines. A line is written in one step while the file is locked, so that several processes can append. After a
/// line that a crash has truncated, the next one starts on a new line.
/// </summary>
internal static class JournalFile
{
    private const int BufferSize = 64 * 1024;
    private const int MaxLineLength = 512 * 1024 * 1024;
    private static readonly TimeSpan s_lockTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Appends a line and its line feed.</summary>
    internal static void Append(string path, byte[] line, CancellationToken cancellationToken)
    {
        using var file = Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, cancellationToken);
        byte[] write = EndsWithNewLine(file) ? [.. line, (byte)'\n'] : [(byte)'\n', .. line, (byte)'\n'];
        file.Seek(0, SeekOrigin.End);
        file.Write(write, 0, write.Length);
        file.Flush();
    }

    /// <summary>Returns the lines with their offset in the file. The bytes of a line are valid until the next line is read.</summary>
    internal static IEnumerable<(long Offset, ReadOnlyMemory<byte> Line)> ReadLines(string path, CancellationToken cancellationToken = default)
    {
        using var file = OpenForReading(path, cancellationToken);
        var buffer = new byte[BufferSize];
        long offset = 0;
        var filled = 0;
        int read;
        while ((read = file.Read(buffer, filled, buffer.Length - filled)) > 0)
        {
            filled += read;
            var start = 0;
            int end;
            while ((end = Array.IndexOf(buffer, (byte)'\n', start, filled - start)) >= 0)
            {
                yield return TrimByteOrderMark(offset + start, buffer.AsMemory(start, end - start));
                start = end + 1;
            }

            Buffer.BlockCopy(buffer, start, buffer, 0, filled - start);
            offset += start;
            filled -= start;
            cancellationToken.ThrowIfCancellationRequested();
            if (filled == buffer.Length)
            {
                ThrowIfTooLong(filled);
                Array.Resize(ref buffer, buffer.Length * 2);
            }
        }

        if (filled > 0)
        {
            yield return TrimByteOrderMark(offset, buffer.AsMemory(0, filled));
        }
    }

    private static void ThrowIfTooLong(int length)
    {
        if (length >= MaxLineLength)
        {
            throw new InvalidDataException($"A line is longer than {MaxLineLength / 1024 / 1024} MB.");
        }
    }

    // Windows PowerShell writes a byte order mark at the start of UTF-8 files; concatenated files contain it in the middle.
    private static (long Offset, ReadOnlyMemory<byte> Line) TrimByteOrderMark(long offset, ReadOnlyMemory<byte> line) =>
        line.Span.StartsWith("\uFEFF"u8) ? (offset + 3, line.Slice(3)) : (offset, line);

    /// <summary>Reads one line.</summary>
    internal static byte[] ReadLineAt(string path, long offset, int length, CancellationToken cancellationToken)
    {
        using var file = OpenForReading(path, cancellationToken);
        file.Seek(offset, SeekOrigin.Begin);
        var line = new byte[length];
        for (var filled = 0; filled < length;)
        {
            var read = file.Read(line, filled, length - filled);
            filled += read > 0 ? read : throw new EndOfStreamException($"'{path}' was truncated while it was read.");
        }

        return line;
    }

    private static bool EndsWithNewLine(FileStream file)
    {
        if (file.Length == 0)
        {
            return true;
        }

        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() == '\n';
    }

    internal static FileStream OpenForReading(string path, CancellationToken cancellationToken) => Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, cancellationToken);

    // Readers wait like writers, because a file cannot be opened while another process appends a line.
    private static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share, CancellationToken cancellationToken)
    {
        var started = DateTime.UtcNow;
        LocalFile.EnsureRegular(path);
        while (true)
        {
            try
            {
                return LocalFile.Open(path, mode, access, share);
            }
            catch (IOException) when (DateTime.UtcNow - started < s_lockTimeout && File.Exists(path))
            {
                cancellationToken.WaitHandle.WaitOne(1); // another process or thread is writing a line
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }
}
