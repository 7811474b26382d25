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

    /// <summary>
    /// Returns the lines that the file has when reading starts. The file is open only while a block is read, because nothing can be
    /// appended to an open file.
    /// </summary>
    internal static IEnumerable<JournalLine> ReadLines(string path, CancellationToken cancellationToken = default)
    {
        var length = GetLength(path, cancellationToken);
        var buffer = new byte[BufferSize];
        var (offset, filled, number) = (0L, 0, 0);
        int read;
        while ((read = ReadBlock(path, offset + filled, buffer, filled, length, cancellationToken)) > 0)
        {
            filled += read;
            var start = 0;
            int end;
            while ((end = Array.IndexOf(buffer, (byte)'\n', start, filled - start)) >= 0)
            {
                yield return CreateLine(++number, offset + start, buffer.AsMemory(start, end - start), isTerminated: true);
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
            yield return CreateLine(++number, offset, buffer.AsMemory(0, filled), isTerminated: false);
        }
    }

    private static long GetLength(string path, CancellationToken cancellationToken)
    {
        using var file = OpenForReading(path, cancellationToken);
        return file.Length;
    }

    private static int ReadBlock(string path, long offset, byte[] buffer, int start, long length, CancellationToken cancellationToken)
    {
        if (offset >= length)
        {
            return 0;
        }

        using var file = OpenForReading(path, cancellationToken);
        file.Seek(offset, SeekOrigin.Begin);
        return file.Read(buffer, start, (int)Math.Min(buffer.Length - start, length - offset));
    }

    private static void ThrowIfTooLong(int length)
    {
        if (length >= MaxLineLength)
        {
            throw new InvalidDataException($"A line is longer than {MaxLineLength / 1024 / 1024} MB.");
        }
    }

    // Windows PowerShell writes a byte order mark at the start of UTF-8 files; concatenated files contain it in the middle.
    private static JournalLine CreateLine(int number, long offset, ReadOnlyMemory<byte> line, bool isTerminated)
    {
        var markLength = line.Span.StartsWith("\uFEFF"u8) ? 3 : 0;
        return new JournalLine(number, offset + markLength, line.Slice(markLength), isTerminated);
    }

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
