using Qubrid.Client.Wire;

namespace Qubrid.Client.Http;

/// <summary>
/// A body whose first bytes were looked at: it gives them, and then the rest. No more is waited for than tells what it is, so
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

    internal bool IsJson => BodyText.IsJson(_start.AsSpan(0, _filled));

    internal static async Task<PeekedStream> OpenAsync(Stream inner)
    {
        var peeked = new PeekedStream(inner);
        int read;
        do
        {
            read = await inner.ReadAsync(peeked._start, peeked._filled, MostPeeked - peeked._filled, CancellationToken.None).ConfigureAwait(false);
            peeked._filled += read;
        }
        while (read > 0 && peeked._filled < MostPeeked && BodyText.IsUndecided(peeked._start.AsSpan(0, peeked._filled)));
        return peeked;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        _given < _filled ? Task.FromResult(Give(buffer.AsSpan(offset, count))) : _inner.ReadAsync(buffer, offset, count, cancellationToken);

#if NET
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _given < _filled ? new ValueTask<int>(Give(buffer.Span)) : _inner.ReadAsync(buffer, cancellationToken);
#endif

    private int Give(Span<byte> into)
    {
        var count = Math.Min(into.Length, _filled - _given);
        _start.AsSpan(_given, count).CopyTo(into);
        _given += count;
        return count;
    }
}
