namespace Qubrid.Client.Tests.Shapes;

/// <summary>Asks for a shape in both ways, pulled and complete, and compares.</summary>
internal static class ShapeAssert
{
    internal static async Task HoldsAsync(WireShape shape, QubridClient client, string cut)
    {
        await PulledAsync(shape, client, cut);
        await CompleteAsync(shape, client, cut);
    }

    private static async Task CompleteAsync(WireShape shape, QubridClient client, string cut)
    {
        var request = Ask.Request(cut, shape.StreamAskedFor);
        if (shape.Fails is null)
        {
            Matches(shape, await client.CompleteAsync(request: request));
        }
        else
        {
            Matches(shape, await client.FailAsync(request: request));
        }
    }

    private static async Task PulledAsync(WireShape shape, QubridClient client, string cut)
    {
        var updates = new List<ChatUpdate>();
        var pull = client.StreamAsync(updates, request: Ask.Request(cut, shape.StreamAskedFor));
        if (shape.Fails is null)
        {
            await pull;
            var last = Assert.Single(updates, update => update.IsLast);
            Assert.Same(last, updates[^1]);
            Assert.Equal("", last.ToString());
            Matches(shape, last.Completion!);
            Assert.Same(last.Completion!.Usage, last.Usage);
            Assert.Equal(last.Completion.FinishReason, last.FinishReason);
            foreach (var choice in last.Completion.Choices)
            {
                Assert.Equal(choice.Message.Content ?? "", Joined(updates, choice.Index));
            }
        }
        else
        {
            var failure = await Assert.ThrowsAsync<QubridApiException>(() => pull);
            Matches(shape, failure);
            Assert.DoesNotContain(updates, update => update.IsLast);
        }

        if (shape.ContentType == "text/event-stream")
        {
            Assert.Equal(shape.Text ?? "", Joined(updates, 0));
        }

        Assert.All(updates.Where(update => !update.IsLast), update => Assert.False(update.Text is null or "" && update.Reasoning is null or ""));
    }

    private static string Joined(List<ChatUpdate> updates, int index) =>
        string.Concat(updates.Where(update => update.Index == index).Select(update => update.Text));

    private static void Matches(WireShape shape, ChatCompletion completion)
    {
        Assert.Equal(shape.Text, completion.Text);
        Assert.Equal(shape.Reasoning, completion.Reasoning);
        Assert.Equal(shape.FinishReason, completion.FinishReason);
        Assert.Equal(shape.Usage, completion.Usage is { } usage ? (usage.PromptTokens, usage.CompletionTokens, usage.TotalTokens) : null);
        Assert.Equal(shape.Metrics, completion.Metrics is { } told ? (told.TtftSeconds, told.TokensPerSecond, told.TotalTimeSeconds) : null);
        Assert.Equal(shape.ToolCalls, string.Join('\n', completion.Choices[0].Message.ToolCalls));
        Assert.Equal(["user", "assistant"], completion.Messages.Select(message => message.Role));
        shape.Check?.Invoke(completion);
    }

    private static void Matches(WireShape shape, QubridApiException failure)
    {
        Assert.Equal(shape.Fails, failure.Kind);
        Assert.Equal(shape.Text, failure.PartialCompletion?.Text);
        Assert.Equal(1, failure.Attempts);
        shape.CheckFailure?.Invoke(failure);
    }
}
