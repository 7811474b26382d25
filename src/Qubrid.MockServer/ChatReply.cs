namespace Qubrid.MockServer;

/// <summary>Answers one chat request as its reply says.</summary>
internal sealed class ChatReply(HttpAnswer http, WireWriter wire, MockReply reply, MockAnswer answer, TimeSpan tokenDelay)
{
    // An event stream's comment: it makes the answer begin, and says nothing.
    private static readonly byte[] s_comment = [(byte)':', (byte)'\n'];

    private const string Told = "The mock server was told to fail here.";

    internal Task SendAsync(bool stream)
    {
        if (reply.StatusCode != 200)
        {
            return FailAsync();
        }

        return stream ? StreamAsync() : WholeAsync();
    }

    private Task FailAsync()
    {
        if (reply.RetryAfterSeconds is { } seconds)
        {
            // The standard header holds whole seconds only.
            var isWhole = seconds == Math.Floor(seconds);
            http.SetHeader(isWhole ? "Retry-After" : "retry-after-ms", (isWhole ? seconds : seconds * 1000).ToString("0", System.Globalization.CultureInfo.InvariantCulture));
        }

        return http.FailAsync(reply.StatusCode, reply.Text ?? $"The mock server was told to answer {reply.StatusCode}.", "mock_error");
    }

    private async Task StreamAsync()
    {
        http.StartStream();
        var pace = http.Pace(tokenDelay);
        string? role = "assistant";
        for (var sent = 0; sent <= answer.Tokens.Count; sent++)
        {
            if (await BreakAsync(sent).ConfigureAwait(false))
            {
                return;
            }

            if (sent < answer.Tokens.Count)
            {
                await pace.NextAsync().ConfigureAwait(false);
                await http.EventAsync(wire.Chunk(role, answer.Tokens[sent])).ConfigureAwait(false);
                role = null;
            }
        }

        foreach (var chunk in Enumerable.Range(0, answer.ToolCalls.Length).SelectMany(wire.ToolChunks))
        {
            await http.EventAsync(chunk).ConfigureAwait(false);
        }

        await http.EventAsync(wire.LastChunk()).ConfigureAwait(false);
        await http.DoneAsync().ConfigureAwait(false);
    }

    /// <summary>True where an error event ends the stream; a drop throws, and a stall waits.</summary>
    private async Task<bool> BreakAsync(int sent)
    {
        if (sent == reply.DropAfter)
        {
            await http.DropAsync(s_comment).ConfigureAwait(false);
        }

        if (sent == reply.StallAfter)
        {
            await http.StallAsync().ConfigureAwait(false);
        }

        if (sent != reply.ErrorAfter)
        {
            return false;
        }

        await http.EventAsync(ErrorBody.Write(Told, "mock_error")).ConfigureAwait(false);
        await http.FlushAsync().ConfigureAwait(false);
        return true;
    }

    // In one piece there is no "after n tokens": what stalls or fails does so at once, and what breaks breaks in the middle.
    private async Task WholeAsync()
    {
        if (reply.ErrorAfter is not null)
        {
            await http.JsonAsync(200, ErrorBody.Write(Told, "mock_error")).ConfigureAwait(false);
            return;
        }

        if (reply.StallAfter is not null)
        {
            await http.StallAsync().ConfigureAwait(false);
        }

        await http.Pace(tokenDelay).NextAsync().ConfigureAwait(false);
        var json = wire.Completion();
        if (reply.DropAfter is not null)
        {
            http.StartJson(json.Length);
            await http.DropAsync([.. json.Take(json.Length / 2)]).ConfigureAwait(false);
        }

        await http.JsonAsync(200, json).ConfigureAwait(false);
    }
}
