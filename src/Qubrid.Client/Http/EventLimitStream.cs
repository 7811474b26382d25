namespace Qubrid.Client.Http;

/// <summary>Throws if a server-sent event is larger than a limit, because the parser would keep all of it in memory.</summary>
internal sealed class EventLimitStream(Stream inner, long maxBytes) : ForwardOnlyReadStream
{
    private const long Megabyte = 1024 * 1024;

    private long _eventBytes;
    private bool _isAtLineStart = true;
    private bool _isAfterCarriageReturn;

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        var read = await inner.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
        Count(buffer.AsSpan(offset, read));
        return read;
    }

#if NET
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Count(buffer.Span.Slice(0, read));
        return read;
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

    // An empty line ends an event. Lines end with LF, CR or both.
    private void Count(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOfAny((byte)'\n', (byte)'\r');
            if (end != 0)
            {
                var length = end < 0 ? bytes.Length : end;
                _eventBytes += length;
                _isAtLineStart = _isAfterCarriageReturn = false;
                bytes = bytes.Slice(length);
            }
            else
            {
                AddLineEnd(isLineFeed: bytes[0] == '\n');
                bytes = bytes.Slice(1);
            }

            if (_eventBytes > maxBytes)
            {
                throw new InvalidDataException($"one event of it is larger than {Math.Max(1, maxBytes / Megabyte)} MB.");
            }
        }
    }

    private void AddLineEnd(bool isLineFeed)
    {
        _eventBytes++;
        if (!(isLineFeed && _isAfterCarriageReturn))
        {
            _eventBytes = _isAtLineStart ? 0 : _eventBytes;
            _isAtLineStart = true;
        }

        _isAfterCarriageReturn = !isLineFeed;
    }
}
