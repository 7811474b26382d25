namespace Qubrid.Client.Http;

/// <summary>
/// Counts the bytes that are read, and throws if there are too many or if the call has ended: decompression never waits, so the idle timer would
/// not end it. Only the lengths of the reads are counted, so that the bytes are not examined twice.
/// </summary>
/// <param name="inner">The stream to read, which is disposed with this one.</param>
/// <param name="maxBytes">The maximum number of bytes since the start or since <see cref="Restart"/>.</param>
/// <param name="subject">What is limited, as the subject of the error message.</param>
/// <param name="callToken">The token that is canceled when the call has ended.</param>
internal sealed class LimitedStream(Stream inner, long maxBytes, string subject, CancellationToken callToken = default) : ForwardOnlyReadStream
{
    private const long Megabyte = 1024 * 1024;

    private long _bytes;

    /// <summary>Starts counting again, for a part of the stream such as the next server-sent event.</summary>
    internal void Restart() => _bytes = 0;

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
        return _bytes <= maxBytes ? read : throw new InvalidDataException($"{subject} is larger than {Math.Max(1, maxBytes / Megabyte)} MB.");
    }
}
