using Qubrid.Client.Wire;

namespace Qubrid.Client.Http;

/// <summary>
/// A stream whose first bytes were looked at: it gives them, and then the rest. No more is waited for than tells what it is, so
/// that the first event of a stream is not held up.
/// </summary>
internal sealed class PeekedStream : ReadOnlyStream
{
    private const int MostPeeked = 1024;

    private readonly Stream _inner;
    private readonly byte[] _start = new byte[MostPeeked];
    private int _given;
    private int _filled;

    private PeekedStream(Stream inner) => _inner = inner;

    /// <summary>Gets the first bytes; fewer than were asked for only where the stream has no more.</summary>
    internal ReadOnlySpan<byte> Start => _start.AsSpan(0, _filled);

    /// <summary>Opens a stream and reads until its first bytes tell what it is.</summary>
    internal static Task<PeekedStream> OpenAsync(Stream inner) => OpenAsync(inner, static start => BodyText.IsUndecided(start.Span));

    /// <summary>Opens a stream and reads while the condition holds for its first bytes.</summary>
    internal static async Task<PeekedStream> OpenAsync(Stream inner, Func<ReadOnlyMemory<byte>, bool> isUndecided)
    {
        var peeked = new PeekedStream(inner);
        int read;
        do
        {
            read = await inner.ReadAsync(peeked._start, peeked._filled, MostPeeked - peeked._filled, CancellationToken.None).ConfigureAwait(false);
            peeked._filled += read;
        }
        while (read > 0 && peeked._filled < MostPeeked && isUndecided(peeked._start.AsMemory(0, peeked._filled)));
        return peeked;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        _given < _filled ? Task.FromResult(Give(buffer.AsSpan(offset, count))) : _inner.ReadAsync(buffer, offset, count, cancellationToken);

#if NET
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _given < _filled ? new ValueTask<int>(Give(buffer.Span)) : _inner.ReadAsync(buffer, cancellationToken);
#endif

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Give(Span<byte> into)
    {
        var count = Math.Min(into.Length, _filled - _given);
        _start.AsSpan(_given, count).CopyTo(into);
        _given += count;
        return count;
    }
}
