namespace Qubrid.Client.Http;

/// <summary>
/// Throws if the bytes since the last server-sent event exceed a limit, because the parser keeps an incomplete event in memory. Only the lengths of
/// the reads are counted, so that the bytes are not examined twice.
/// </summary>
internal sealed class EventLimitStream(Stream inner, long maxBytes) : ForwardOnlyReadStream
{
    private const long Megabyte = 1024 * 1024;

    private long _bytes;

    /// <summary>Starts counting again, after an event was parsed.</summary>
    internal void StartEvent() => _bytes = 0;

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Count(await inner.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false));

#if NET
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Count(await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false));
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
        return _bytes <= maxBytes ? read : throw new InvalidDataException($"one event of it is larger than {Math.Max(1, maxBytes / Megabyte)} MB.");
    }
}
