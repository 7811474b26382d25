namespace Qubrid.Client.Http;

/// <summary>
/// Counts the bytes that are read, and throws if there are too many or if the call has ended: decompression never waits, so the idle timer would
/// not end it.
/// </summary>
internal sealed class LimitedStream(Stream inner, long maxBytes, CancellationToken callToken) : ForwardOnlyReadStream
{
    private const long Megabyte = 1024 * 1024;

    private long _bytes;

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        callToken.ThrowIfCancellationRequested();
        return Count(await inner.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false));
    }

#if NET
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        callToken.ThrowIfCancellationRequested();
        return Count(await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false));
    }
#endif

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Count(int read)
    {
        _bytes += read;
        return _bytes <= maxBytes ? read : throw new InvalidDataException($"it is larger than {Math.Max(1, maxBytes / Megabyte)} MB.");
    }
}
