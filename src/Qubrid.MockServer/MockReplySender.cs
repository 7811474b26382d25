namespace Qubrid.Mock;

/// <summary>Answers one chat request as its reply says.</summary>
internal sealed class MockReplySender(MockResponseWriter responseWriter, MockCompletionWriter writer, MockReply reply, MockCompletion completion, TimeSpan tokenDelay)
{
    // An event stream's comment: it makes the answer begin, and says nothing.
    private static readonly byte[] s_comment = [(byte)':', (byte)'\n'];

    private const string FailureMessage = "The mock server was told to fail here.";

    internal Task SendAsync(bool stream)
    {
        if (reply.StatusCode != 200)
        {
            return SendErrorAsync();
        }

        return stream ? SendStreamAsync() : SendBufferedAsync();
    }

    private Task SendErrorAsync()
    {
        if (reply.RetryAfterSeconds is { } seconds)
        {
            // The standard header holds whole seconds only.
            var isWholeNumber = seconds == Math.Floor(seconds);
            responseWriter.SetHeader(isWholeNumber ? "Retry-After" : "retry-after-ms", (isWholeNumber ? seconds : seconds * 1000).ToString("0", System.Globalization.CultureInfo.InvariantCulture));
        }

        return responseWriter.WriteErrorAsync(reply.StatusCode, reply.Text ?? $"The mock server was told to answer {reply.StatusCode}.", "mock_error");
    }

    private async Task SendStreamAsync()
    {
        responseWriter.StartStream();
        var pacer = responseWriter.CreatePacer(tokenDelay);
        string? role = "assistant";
        for (var tokensSent = 0; tokensSent <= completion.Tokens.Count; tokensSent++)
        {
            if (await ApplyFaultAsync(tokensSent).ConfigureAwait(false))
            {
                return;
            }

            if (tokensSent < completion.Tokens.Count)
            {
                await pacer.WaitForNextAsync().ConfigureAwait(false);
                await responseWriter.WriteEventAsync(writer.WriteChunk(role, completion.Tokens[tokensSent])).ConfigureAwait(false);
                role = null;
            }
        }

        foreach (var chunk in Enumerable.Range(0, completion.ToolCalls.Length).SelectMany(writer.WriteToolChunks))
        {
            await responseWriter.WriteEventAsync(chunk).ConfigureAwait(false);
        }

        await responseWriter.WriteEventAsync(writer.WriteLastChunk()).ConfigureAwait(false);
        await responseWriter.WriteDoneAsync().ConfigureAwait(false);
    }

    /// <summary>True where an error event ends the stream; a drop throws, and a stall waits.</summary>
    private async Task<bool> ApplyFaultAsync(int tokensSent)
    {
        if (tokensSent == reply.DropAfter)
        {
            await responseWriter.DropConnectionAsync(s_comment).ConfigureAwait(false);
        }

        if (tokensSent == reply.StallAfter)
        {
            await responseWriter.StallAsync().ConfigureAwait(false);
        }

        if (tokensSent != reply.ErrorAfter)
        {
            return false;
        }

        await responseWriter.WriteEventAsync(MockErrorBody.Write(FailureMessage, "mock_error")).ConfigureAwait(false);
        await responseWriter.FlushAsync().ConfigureAwait(false);
        return true;
    }

    // In one piece there is no "after n tokens": what stalls or fails does so at once, and what breaks breaks in the middle.
    private async Task SendBufferedAsync()
    {
        if (reply.ErrorAfter is not null)
        {
            await responseWriter.WriteJsonAsync(200, MockErrorBody.Write(FailureMessage, "mock_error")).ConfigureAwait(false);
            return;
        }

        if (reply.StallAfter is not null)
        {
            await responseWriter.StallAsync().ConfigureAwait(false);
        }

        await responseWriter.CreatePacer(tokenDelay).WaitForNextAsync().ConfigureAwait(false);
        var json = writer.WriteCompletion();
        if (reply.DropAfter is not null)
        {
            responseWriter.StartJson(json.Length);
            await responseWriter.DropConnectionAsync([.. json.Take(json.Length / 2)]).ConfigureAwait(false);
        }

        await responseWriter.WriteJsonAsync(200, json).ConfigureAwait(false);
    }
}
