namespace Qubrid.Client.Tests.Samples;

/// <summary>Requests a sample, streamed and buffered, and compares the results.</summary>
internal static class ResponseSampleAssert
{
    internal static async Task AssertAsync(ResponseSample sample, QubridClient client, string chunking)
    {
        await AssertStreamedAsync(sample, client, chunking);
        await AssertCompletedAsync(sample, client, chunking);
    }

    private static async Task AssertCompletedAsync(ResponseSample sample, QubridClient client, string chunking)
    {
        var request = TestClient.CreateRequest(chunking, sample.StreamRequested);
        if (sample.ExpectedError is null)
        {
            AssertMatches(sample, await client.CompleteAsync(request: request));
        }
        else
        {
            AssertMatches(sample, await client.ExpectFailureAsync(request: request));
        }
    }

    private static async Task AssertStreamedAsync(ResponseSample sample, QubridClient client, string chunking)
    {
        var updates = new List<ChatUpdate>();
        var call = client.ReadUpdatesAsync(updates, request: TestClient.CreateRequest(chunking, sample.StreamRequested));
        if (sample.ExpectedError is null)
        {
            await call;
            var last = Assert.Single(updates, update => update.IsLast);
            Assert.Same(last, updates[^1]);
            Assert.Equal("", last.ToString());
            AssertMatches(sample, last.Completion!);
            Assert.Same(last.Completion!.Usage, last.Usage);
            Assert.Equal(last.Completion.FinishReason, last.FinishReason);
            foreach (var choice in last.Completion.Choices)
            {
                Assert.Equal(choice.Message.Content ?? "", JoinText(updates, choice.Index));
            }
        }
        else
        {
            var failure = await Assert.ThrowsAsync<QubridApiException>(() => call);
            AssertMatches(sample, failure);
            Assert.DoesNotContain(updates, update => update.IsLast);
        }

        if (sample.ContentType == "text/event-stream")
        {
            Assert.Equal(sample.Text ?? "", JoinText(updates, 0));
        }

        Assert.All(updates.Where(update => !update.IsLast), update => Assert.False(update.Text is null or "" && update.Reasoning is null or ""));
    }

    private static string JoinText(List<ChatUpdate> updates, int index) =>
        string.Concat(updates.Where(update => update.Index == index).Select(update => update.Text));

    private static void AssertMatches(ResponseSample sample, ChatCompletion completion)
    {
        Assert.Equal(sample.Text, completion.Text);
        Assert.Equal(sample.Reasoning, completion.Reasoning);
        Assert.Equal(sample.FinishReason, completion.FinishReason);
        Assert.Equal(sample.Usage, completion.Usage is { } usage ? (usage.PromptTokens, usage.CompletionTokens, usage.TotalTokens) : null);
        Assert.Equal(sample.Metrics, completion.Metrics is { } expected ? (expected.TtftSeconds, expected.TokensPerSecond, expected.TotalTimeSeconds) : null);
        Assert.Equal(sample.ToolCalls, string.Join('\n', completion.Choices[0].Message.ToolCalls));
        Assert.Equal(["user", "assistant"], completion.Messages.Select(message => message.Role));
        sample.Check?.Invoke(completion);
    }

    private static void AssertMatches(ResponseSample sample, QubridApiException failure)
    {
        Assert.Equal(sample.ExpectedError, failure.Kind);
        Assert.Equal(sample.Text, failure.PartialCompletion?.Text);
        Assert.Equal(1, failure.Attempts);
        sample.CheckFailure?.Invoke(failure);
    }
}
