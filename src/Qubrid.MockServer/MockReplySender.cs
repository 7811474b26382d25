namespace Qubrid.Mock;

/// <summary>Sends a configured reply to a chat request.</summary>
internal sealed class MockReplySender(MockResponseWriter responseWriter, MockCompletionWriter writer, MockReply reply, MockCompletion completion, TimeSpan tokenDelay)
{
    // A comment of an event stream: starts the response without an event.
    private static readonly byte[] s_comment = [(byte)':', (byte)'\n'];

    private const string FailureMessage = "The mock server is configured to fail at this position.";

    /// <summary>Sends the reply as a stream or as a single JSON body.</summary>
    internal Task SendAsync(bool stream)
    {
        if (reply.StatusCode != 200)
        {
            return SendErrorAsync();
        }

        if (reply.DropAfter is not null)
        {
            responseWriter.CloseConnection();
        }

        return stream ? SendStreamAsync() : SendBufferedAsync();
    }

    private Task SendErrorAsync()
    {
        if (reply.RetryAfterSeconds is { } seconds)
        {
            // Retry-After allows only whole seconds.
            var isWholeNumber = seconds == Math.Floor(seconds);
            responseWriter.SetHeader(isWholeNumber ? "Retry-After" : "retry-after-ms", (isWholeNumber ? seconds : seconds * 1000).ToString("0", System.Globalization.CultureInfo.InvariantCulture));
        }

        return responseWriter.WriteErrorAsync(reply.StatusCode, reply.Text ?? $"The mock server is configured to return the status code {reply.StatusCode}.", "mock_error");
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

    /// <summary>Applies the configured fault at its position. Returns true after an error event, which ends the stream. Throws to drop the connection; waits to stall.</summary>
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

    // Without streaming the position is ignored: the server stalls or fails at once, and drops the connection in the middle of the body.
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
