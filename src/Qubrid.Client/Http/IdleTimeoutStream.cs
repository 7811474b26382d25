namespace Qubrid.Client.Http;

/// <summary>Reads the body of a response; each read observes the cancellation of the call and the idle timeout.</summary>
internal sealed class IdleTimeoutStream : ForwardOnlyReadStream
{
    private readonly Stream _inner;
    private readonly IdleTimer _idle;
    private readonly CancellationTokenRegistration _closeRegistration;

    internal IdleTimeoutStream(Stream inner, IdleTimer idle)
    {
        _inner = inner;
        _idle = idle;

        // The response stream of .NET Framework ignores the token of a read; only closing the stream ends the read.
        _closeRegistration = idle.Token.Register(static stream => ((Stream)stream!).Dispose(), inner);
    }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        _idle.Arm();
        var read = await _inner.ReadAsync(buffer, offset, count, _idle.Token).ConfigureAwait(false);
        _idle.Disarm();
        return read;
    }

#if NET
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _idle.Arm();
        var read = await _inner.ReadAsync(buffer, _idle.Token).ConfigureAwait(false);
        _idle.Disarm();
        return read;
    }
#endif

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _closeRegistration.Dispose();
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
