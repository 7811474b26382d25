using Qubrid.Client.Serialization;

namespace Qubrid.Client.Http;

/// <summary>
/// Buffers the first bytes of a stream, so that its format can be detected, and then returns them together with the rest. It buffers no more than
/// necessary, so that the first event is not delayed.
/// </summary>
internal sealed class PeekableStream : ForwardOnlyReadStream
{
    private const int MaxPeekBytes = 1024;

    private readonly Stream _inner;
    private readonly byte[] _buffer = new byte[MaxPeekBytes];
    private int _consumed;
    private int _buffered;

    private PeekableStream(Stream inner) => _inner = inner;

    /// <summary>Gets the buffered bytes.</summary>
    internal ReadOnlySpan<byte> Start => _buffer.AsSpan(0, _buffered);

    /// <summary>Opens a stream and buffers as many bytes as are needed to distinguish JSON and server-sent events.</summary>
    internal static Task<PeekableStream> OpenAsync(Stream inner) => OpenAsync(inner, static start => ContentSniffer.NeedsMoreBytes(start.Span));

    /// <summary>Opens a stream and buffers bytes while the condition is true, up to 1024 bytes or the end of the stream.</summary>
    internal static async Task<PeekableStream> OpenAsync(Stream inner, Func<ReadOnlyMemory<byte>, bool> needsMoreBytes)
    {
        var peeked = new PeekableStream(inner);
        int read;
        do
        {
            read = await inner.ReadAsync(peeked._buffer, peeked._buffered, MaxPeekBytes - peeked._buffered, CancellationToken.None).ConfigureAwait(false);
            peeked._buffered += read;
        }
        while (read > 0 && peeked._buffered < MaxPeekBytes && needsMoreBytes(peeked._buffer.AsMemory(0, peeked._buffered)));
        return peeked;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        _consumed < _buffered ? Task.FromResult(CopyBuffered(buffer.AsSpan(offset, count))) : _inner.ReadAsync(buffer, offset, count, cancellationToken);

#if NET
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _consumed < _buffered ? new ValueTask<int>(CopyBuffered(buffer.Span)) : _inner.ReadAsync(buffer, cancellationToken);
#endif

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private int CopyBuffered(Span<byte> destination)
    {
        var count = Math.Min(destination.Length, _buffered - _consumed);
        _buffer.AsSpan(_consumed, count).CopyTo(destination);
        _consumed += count;
        return count;
    }
}
