using System.Text;

namespace Qubrid.Client.Http;

/// <summary>Converts text from another character encoding to UTF-8 while it is read. A character may be split between two reads.</summary>
internal sealed class ConvertedStream(Stream inner, Encoding encoding) : ForwardOnlyReadStream
{
    private const int BufferSize = 4096;

    private readonly Decoder _decoder = encoding.GetDecoder();
    private readonly Encoder _encoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetEncoder();
    private readonly byte[] _bytes = new byte[BufferSize];
    private readonly char[] _chars = new char[encoding.GetMaxCharCount(BufferSize)];
    private readonly byte[] _utf8 = new byte[Encoding.UTF8.GetMaxByteCount(encoding.GetMaxCharCount(BufferSize) + 1)];
    private int _consumed;
    private int _buffered;
    private bool _isAtEnd;

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        while (_consumed == _buffered && !_isAtEnd)
        {
            var read = await inner.ReadAsync(_bytes, 0, _bytes.Length, cancellationToken).ConfigureAwait(false);
            _isAtEnd = read == 0;
            var chars = _decoder.GetChars(_bytes, 0, read, _chars, 0, flush: _isAtEnd);
            (_consumed, _buffered) = (0, _encoder.GetBytes(_chars, 0, chars, _utf8, 0, flush: _isAtEnd));
        }

        var copied = Math.Min(count, _buffered - _consumed);
        Buffer.BlockCopy(_utf8, _consumed, buffer, offset, copied);
        _consumed += copied;
        return copied;
    }

#if NET
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var part = new byte[Math.Min(buffer.Length, BufferSize)];
        var read = await ReadAsync(part, 0, part.Length, cancellationToken).ConfigureAwait(false);
        part.AsMemory(0, read).CopyTo(buffer);
        return read;
    }
#endif
}
