namespace Qubrid.Client.Tests.Gateways;

/// <summary>Returns a body in two reads, split at a position, or, if the position is 0, byte by byte; without a network.</summary>
internal sealed class PiecewiseStream(byte[] body, int cut, ResponseEnding ending) : Stream
{
    private int _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position < body.Length)
        {
            var end = cut == 0 ? _position + 1 : _position < cut ? cut : body.Length;
            var count = Math.Min(buffer.Length, end - _position);
            body.AsMemory(_position, count).CopyTo(buffer);
            _position += count;
            return count;
        }

        switch (ending)
        {
            case ResponseEnding.Reset:
                throw new IOException("The connection was reset.");
            case ResponseEnding.Silence:
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return 0;
            default:
                return 0;
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer, offset, count).GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
