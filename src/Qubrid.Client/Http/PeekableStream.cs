using Qubrid.Client.Serialization;

namespace Qubrid.Client.Http;

/// <summary>
/// A stream whose first bytes were looked at: it gives them, and then the rest. No more is waited for than tells what it is, so
/// that the first event of a stream is not held up.
/// </summary>
internal sealed class PeekableStream : ForwardOnlyReadStream
{
    private const int MaxPeekBytes = 1024;

    private readonly Stream _inner;
    private readonly byte[] _buffer = new byte[MaxPeekBytes];
    private int _consumed;
    private int _buffered;

    private PeekableStream(Stream inner) => _inner = inner;

    /// <summary>Gets the first bytes; fewer than were asked for only where the stream has no more.</summary>
    internal ReadOnlySpan<byte> Start => _buffer.AsSpan(0, _buffered);

    /// <summary>Opens a stream and reads until its first bytes tell what it is.</summary>
    internal static Task<PeekableStream> OpenAsync(Stream inner) => OpenAsync(inner, static start => ContentSniffer.NeedsMoreBytes(start.Span));

    /// <summary>Opens a stream and reads while the condition holds for its first bytes.</summary>
    internal static async Task<PeekableStream> OpenAsync(Stream inner, Func<ReadOnlyMemory<byte>, bool> isUndecided)
    {
        var peeked = new PeekableStream(inner);
        int read;
        do
        {
            read = await inner.ReadAsync(peeked._buffer, peeked._buffered, MaxPeekBytes - peeked._buffered, CancellationToken.None).ConfigureAwait(false);
            peeked._buffered += read;
        }
        while (read > 0 && peeked._buffered < MaxPeekBytes && isUndecided(peeked._buffer.AsMemory(0, peeked._buffered)));
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
