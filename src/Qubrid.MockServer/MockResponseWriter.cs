using System.Net;
using System.Text;

namespace Qubrid.Mock;

/// <summary>Writes to one response: whole JSON, or events one by one.</summary>
#pragma warning disable CA1001 // a MemoryStream holds nothing to release
internal sealed class MockResponseWriter(HttpListenerResponse response, CancellationToken cancellationToken)
#pragma warning restore CA1001
{
    private const int MaxPendingBytes = 8 * 1024;

    private static readonly byte[] s_done = Encoding.UTF8.GetBytes("data: [DONE]\n\n");
    private static readonly byte[] s_dataStart = Encoding.UTF8.GetBytes("data: ");
    private static readonly byte[] s_eventEnd = [(byte)'\n', (byte)'\n'];

    private readonly MemoryStream _pending = new();

    internal void SetHeader(string name, string value) => response.Headers[name] = value;

    internal void StartStream()
    {
        response.ContentType = "text/event-stream";
        response.SendChunked = true;
    }

    /// <summary>Adds an event. It goes out before the next wait: sent one by one, small pieces wait 40 ms for each other's receipt.</summary>
    internal Task WriteEventAsync(byte[] json)
    {
        _pending.Write(s_dataStart, 0, s_dataStart.Length);
        _pending.Write(json, 0, json.Length);
        _pending.Write(s_eventEnd, 0, s_eventEnd.Length);
        return _pending.Length < MaxPendingBytes ? Task.CompletedTask : FlushAsync();
    }

    internal Task WriteDoneAsync()
    {
        _pending.Write(s_done, 0, s_done.Length);
        return FlushAsync();
    }

    internal Task WriteErrorAsync(int status, string message, string code) => WriteJsonAsync(status, MockErrorBody.Write(message, code));

    internal async Task WriteJsonAsync(int status, byte[] json)
    {
        response.StatusCode = status;
        StartJson(json.Length);
        await response.OutputStream.WriteAsync(json, 0, json.Length, cancellationToken).ConfigureAwait(false);
    }

    internal TokenPacer CreatePacer(TimeSpan tokenDelay) => new(tokenDelay, FlushAsync, cancellationToken);

    /// <summary>Waits for as long as the client does.</summary>
    internal async Task StallAsync()
    {
        await FlushAsync().ConfigureAwait(false);
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Breaks the connection within an answer, which begins here if it has not.</summary>
    internal async Task DropConnectionAsync(byte[] prefix)
    {
        _pending.Write(prefix, 0, prefix.Length);
        await FlushAsync().ConfigureAwait(false);
        throw new IOException("The reply says to break the connection.");
    }

    internal void StartJson(int length)
    {
        response.ContentType = "application/json";
        response.ContentLength64 = length;
    }

    /// <summary>Sends what was added.</summary>
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
