using System.Runtime.ExceptionServices;
using Qubrid.Client.Serialization;

namespace Qubrid.Client.Http;

/// <summary>
/// Reads a body into memory. If the connection is lost, the received part is available, because it may contain a complete JSON value.
/// </summary>
internal sealed class BufferedBody : IDisposable
{
    private readonly MemoryStream _buffer = new();
    private readonly JsonEndDetector _endDetector = new();
    private ExceptionDispatchInfo? _failure;

    /// <summary>Gets the received bytes.</summary>
    internal ReadOnlySpan<byte> Bytes => new(_buffer.GetBuffer(), 0, (int)_buffer.Length);

    /// <summary>Reads to the end, or until the connection is lost.</summary>
    /// <param name="body">The body.</param>
    /// <param name="onComplete">Called when the JSON value is complete. Reading continues to the end of the body.</param>
    internal async Task ReadAsync(Stream body, Action onComplete)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            int read;
            while ((read = await body.ReadAsync(buffer, 0, buffer.Length, CancellationToken.None).ConfigureAwait(false)) > 0)
            {
                _buffer.Write(buffer, 0, read);
                if (!_endDetector.IsComplete && _endDetector.Add(buffer.AsSpan(0, read)))
                {
                    onComplete();
                }
            }
        }
        catch (Exception cause) when (_buffer.Length > 0 && cause is not QubridApiException)
        {
            _failure = ExceptionDispatchInfo.Capture(cause);
        }
    }

    /// <summary>Throws the exception that ended the reading, if there was one.</summary>
    internal void ThrowIfInterrupted() => _failure?.Throw();

    public void Dispose() => _buffer.Dispose();
}
