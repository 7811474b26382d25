using System.Text;
using Qubrid.Client;
using QubridPS.Errors;

namespace QubridPS.Files;

/// <summary>
/// Reads the lines of a text file of any size without loading it. The encoding is detected. Other programs can write to the file meanwhile;
/// what they append after it was opened is not read.
/// </summary>
internal sealed class TextFileReader : IDisposable
{
    /// <summary>The default of the maximum number of characters of a line.</summary>
    internal const long DefaultMaxLineLength = 64 * 1024 * 1024;

    private const int BufferSize = 64 * 1024;

    // Files of /proc and /sys have the length 0, and some of them never end.
    private const int MaxUnknownLength = 1024 * 1024;

    private readonly FileStream _file;
    private readonly string _name;
    private readonly Decoder _decoder;
    private readonly Windows1252Fallback? _fallback;
    private readonly byte[] _bytes;
    private readonly char[] _characters;
    private readonly StringBuilder _line = new();
    private long _remaining;
    private int _start;
    private int _end;
    private bool _isAtEnd;
    private bool _skipsLineFeed;

    private TextFileReader(FileStream file, string name, Encoding encoding, byte[] bytes, int length, int markLength, long remaining)
    {
        (_file, _name, _bytes, _remaining) = (file, name, bytes, remaining);
        _decoder = encoding.GetDecoder();
        _fallback = encoding.DecoderFallback as Windows1252Fallback;
        _characters = new char[encoding.GetMaxCharCount(BufferSize)];
        _end = _decoder.GetChars(bytes, markLength, length - markLength, _characters, 0);
    }

    /// <summary>Gets the maximum number of characters of a line.</summary>
    internal long MaxLineLength { get; init; } = DefaultMaxLineLength;

    /// <summary>Gets the number of lines that were returned, which is the position of the last one.</summary>
    internal long LineNumber { get; private set; }

    /// <summary>Gets whether some of the text read so far is not valid UTF-8 and was read as Windows-1252.</summary>
    internal bool HasInvalidUtf8 => _fallback is { IsUsed: true };

    /// <summary>Opens a text file.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="maxLineLength">The maximum number of characters of a line.</param>
    /// <exception cref="QubridInputException">The file does not exist, cannot be read, or is a binary file.</exception>
    internal static TextFileReader Open(string path, long maxLineLength = DefaultMaxLineLength)
    {
        FileStream? file = null;
        try
        {
            file = LocalFile.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[BufferSize];
            var size = file.Length > 0 ? file.Length : MaxUnknownLength;
            var length = Fill(file, bytes, size);
            var (encoding, markLength) = TextEncodingDetector.Detect(bytes, length) ?? throw FileErrors.Binary(path);
            var reader = new TextFileReader(file, path, encoding, bytes, length, markLength, size - length) { MaxLineLength = maxLineLength };
            file = null;
            return reader;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw FileErrors.Unreadable(path, error);
        }
        finally
        {
            file?.Dispose();
        }
    }

    /// <summary>Returns the next line without its line end, or null at the end of the file.</summary>
    /// <exception cref="QubridInputException">The line is too long, or the file cannot be read.</exception>
    internal string? ReadLine()
    {
        var hasLine = false;
        while (_start < _end || Decode())
        {
            if (_skipsLineFeed && _characters[_start] == '\n')
            {
                _start++;
                _skipsLineFeed = false;
                continue;
            }

            _skipsLineFeed = false;
            hasLine = true;
            var index = Array.FindIndex(_characters, _start, _end - _start, static character => character is '\n' or '\r');
            Append(index < 0 ? _end : index);
            if (index >= 0)
            {
                _skipsLineFeed = _characters[index] == '\r';
                _start = index + 1;
                return TakeLine();
            }
        }

        return hasLine ? TakeLine() : null;
    }

    public void Dispose() => _file.Dispose();

    private static int Fill(Stream file, byte[] bytes, long max)
    {
        var wanted = (int)Math.Min(bytes.Length, max);
        var length = 0;
        while (length < wanted && file.Read(bytes, length, wanted - length) is > 0 and var read)
        {
            length += read;
        }

        return length;
    }

    private void Append(int end)
    {
        if (_line.Length + (end - _start) > MaxLineLength)
        {
            throw FileErrors.LineTooLong(_name, LineNumber + 1, MaxLineLength);
        }

        _line.Append(_characters, _start, end - _start);
        _start = end;
    }

    private string TakeLine()
    {
        LineNumber++;
        var line = _line.ToString();
        _line.Clear();
        return line;
    }

    // Returns false at the end of the file.
    private bool Decode()
    {
        while (!_isAtEnd)
        {
            var length = Read();
            _isAtEnd = length == 0;
            _remaining -= length;
            _start = 0;
            _end = _decoder.GetChars(_bytes, 0, length, _characters, 0, flush: _isAtEnd);
            if (_end > 0)
            {
                return true;
            }
        }

        return false;
    }

    private int Read()
    {
        try
        {
            return Fill(_file, _bytes, _remaining);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.Unreadable(_name, error);
        }
    }
}
