using System.Net;
using System.Text;

namespace Qubrid.MockServer;

/// <summary>Writes to one response: whole JSON, or events one by one.</summary>
internal sealed class HttpAnswer(HttpListenerResponse response, CancellationToken stop)
{
    private static readonly byte[] s_done = Encoding.UTF8.GetBytes("data: [DONE]\n\n");
    private static readonly byte[] s_dataStart = Encoding.UTF8.GetBytes("data: ");
    private static readonly byte[] s_eventEnd = [(byte)'\n', (byte)'\n'];

    internal void SetHeader(string name, string value) => response.Headers[name] = value;

    internal void StartStream()
    {
        response.ContentType = "text/event-stream";
        response.SendChunked = true;
    }

    // One write for each event: a reader gets it whole and at once.
    internal async Task EventAsync(byte[] json)
    {
        byte[] message = [.. s_dataStart, .. json, .. s_eventEnd];
        await response.OutputStream.WriteAsync(message, 0, message.Length, stop).ConfigureAwait(false);
        await response.OutputStream.FlushAsync(stop).ConfigureAwait(false);
    }

    internal Task DoneAsync() => response.OutputStream.WriteAsync(s_done, 0, s_done.Length, stop);

    internal Task FailAsync(int status, string message, string code) => JsonAsync(status, ErrorBody.Write(message, code));

    internal async Task JsonAsync(int status, byte[] json)
    {
        response.StatusCode = status;
        StartJson(json.Length);
        await response.OutputStream.WriteAsync(json, 0, json.Length, stop).ConfigureAwait(false);
    }

    internal TokenPace Pace(TimeSpan tokenDelay) => new(tokenDelay, stop);

    /// <summary>Waits for as long as the client does.</summary>
    internal Task StallAsync() => Task.Delay(Timeout.Infinite, stop);

    /// <summary>Breaks the connection within an answer, which begins here if it has not.</summary>
    internal async Task DropAsync(byte[] beginning)
    {
        await response.OutputStream.WriteAsync(beginning, 0, beginning.Length, stop).ConfigureAwait(false);
        await response.OutputStream.FlushAsync(stop).ConfigureAwait(false);
        throw new IOException("The reply says to break the connection.");
    }

    internal void StartJson(int length)
    {
        response.ContentType = "application/json";
        response.ContentLength64 = length;
    }
}
