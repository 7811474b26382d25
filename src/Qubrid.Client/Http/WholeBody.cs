using System.Runtime.ExceptionServices;
using Qubrid.Client.Serialization;

namespace Qubrid.Client.Http;

/// <summary>
/// Reads a body into memory. What came before a lost connection is kept: a JSON value that is complete needs no end of the connection.
/// </summary>
internal sealed class WholeBody : IDisposable
{
    private readonly MemoryStream _read = new();
    private readonly JsonEnd _end = new();
    private ExceptionDispatchInfo? _failure;

    /// <summary>Gets what was read.</summary>
    internal ReadOnlySpan<byte> Text => new(_read.GetBuffer(), 0, (int)_read.Length);

    /// <summary>Reads to the end, or until the connection fails.</summary>
    /// <param name="body">The body.</param>
    /// <param name="onComplete">Called once the JSON value of the body is complete; more reads follow, up to the end.</param>
    internal async Task ReadAsync(Stream body, Action onComplete)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            int read;
            while ((read = await body.ReadAsync(buffer, 0, buffer.Length, CancellationToken.None).ConfigureAwait(false)) > 0)
            {
                _read.Write(buffer, 0, read);
                if (!_end.IsComplete && _end.Add(buffer.AsSpan(0, read)))
                {
                    onComplete();
                }
            }
        }
        catch (Exception cause) when (_read.Length > 0 && cause is not QubridApiException)
        {
            _failure = ExceptionDispatchInfo.Capture(cause);
        }
    }

    /// <summary>Throws what ended the reading, unless that was the end of the body.</summary>
    internal void ThrowIfBroken() => _failure?.Throw();

    public void Dispose() => _read.Dispose();
}
