using System.Net;
using System.Text;

namespace Qubrid.Mock;

/// <summary>Writes an HTTP response: a JSON body or server-sent events.</summary>
#pragma warning disable CA1001 // a MemoryStream needs no disposal
internal sealed class MockResponseWriter(HttpListenerResponse response, CancellationToken cancellationToken)
#pragma warning restore CA1001
{
    private const int MaxPendingBytes = 8 * 1024;

    private static readonly byte[] s_done = Encoding.UTF8.GetBytes("data: [DONE]\n\n");
    private static readonly byte[] s_dataStart = Encoding.UTF8.GetBytes("data: ");
    private static readonly byte[] s_eventEnd = [(byte)'\n', (byte)'\n'];

    private readonly MemoryStream _pending = new();

    /// <summary>Sets a response header.</summary>
    internal void SetHeader(string name, string value) => response.Headers[name] = value;

    /// <summary>Sets the headers of an event stream.</summary>
    internal void StartStream()
    {
        response.ContentType = "text/event-stream";
        response.SendChunked = true;
    }

    /// <summary>
    /// Announces that the connection is closed after the response. HttpListener completes a chunked body even when it is aborted, and a client would
    /// send its next request on a connection that is about to be closed.
    /// </summary>
    internal void CloseConnection() => response.KeepAlive = false;

    /// <summary>Adds an event. Events are buffered until the next delay: small writes would take 40 ms each, because of delayed TCP acknowledgments.</summary>
    internal Task WriteEventAsync(byte[] json)
    {
        _pending.Write(s_dataStart, 0, s_dataStart.Length);
        _pending.Write(json, 0, json.Length);
        _pending.Write(s_eventEnd, 0, s_eventEnd.Length);
        return _pending.Length < MaxPendingBytes ? Task.CompletedTask : FlushAsync();
    }

    /// <summary>Writes the event that ends a stream.</summary>
    internal Task WriteDoneAsync()
    {
        _pending.Write(s_done, 0, s_done.Length);
        return FlushAsync();
    }

    /// <summary>Writes an error response.</summary>
    internal Task WriteErrorAsync(int status, string message, string code) => WriteJsonAsync(status, MockErrorBody.Write(message, code));

    /// <summary>Writes a JSON response.</summary>
    internal async Task WriteJsonAsync(int status, byte[] json)
    {
        response.StatusCode = status;
        StartJson(json.Length);
        await response.OutputStream.WriteAsync(json, 0, json.Length, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Creates a pacer that sends buffered events before it waits.</summary>
    internal TokenPacer CreatePacer(TimeSpan tokenDelay) => new(tokenDelay, FlushAsync, cancellationToken);

    /// <summary>Sends buffered events, then waits until the client closes the connection or the server stops.</summary>
    internal async Task StallAsync()
    {
        await FlushAsync().ConfigureAwait(false);
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends the prefix and then closes the connection in the middle of the response.</summary>
    internal async Task DropConnectionAsync(byte[] prefix)
    {
        _pending.Write(prefix, 0, prefix.Length);
        await FlushAsync().ConfigureAwait(false);
        throw new IOException("The reply is configured to drop the connection.");
    }

    /// <summary>Sets the headers of a JSON response.</summary>
    internal void StartJson(int length)
    {
        response.ContentType = "application/json";
        response.ContentLength64 = length;
    }

    /// <summary>Sends the buffered events.</summary>
    internal async Task FlushAsync()
    {
        if (_pending.Length > 0)
        {
            await response.OutputStream.WriteAsync(_pending.GetBuffer(), 0, (int)_pending.Length, cancellationToken).ConfigureAwait(false);
            await response.OutputStream.FlushAsync(cancellationToken).ConfigureAwait(false);
            _pending.SetLength(0);
        }
    }
}
