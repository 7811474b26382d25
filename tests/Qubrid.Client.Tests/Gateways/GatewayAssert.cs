namespace Qubrid.Client.Tests.Gateways;

/// <summary>Makes a call, streamed or buffered, and compares the result with the expected one.</summary>
internal static class GatewayAssert
{
    internal static async Task StreamedAsync(GatewayResponse expected, ChatCall call)
    {
        var updates = new List<ChatUpdate>();
        var failure = await PullAsync(call, updates);
        var joined = string.Concat(updates.Where(update => update.Index == 0).Select(update => update.Text));
        if (expected.Error is not null)
        {
            Matches(expected, failure);
            Assert.DoesNotContain(updates, update => update.IsLast);
            return;
        }

        Assert.Null(failure);
        Assert.Same(updates[^1], Assert.Single(updates, update => update.IsLast));
        Matches(expected, updates[^1].Completion!);
        Assert.Equal(expected.Text ?? "", joined);
        Assert.Equal(expected.Reasoning ?? "", string.Concat(updates.Where(update => update.Index == 0).Select(update => update.Reasoning)));
    }

    internal static async Task CompleteAsync(GatewayResponse expected, ChatCall call)
    {
        if (expected.Error is not null)
        {
            Matches(expected, await Assert.ThrowsAsync<QubridApiException>(call.CompleteAsync));
            return;
        }

        Matches(expected, await call.CompleteAsync());
    }

    private static async Task<QubridApiException?> PullAsync(ChatCall call, List<ChatUpdate> updates)
    {
        try
        {
            while (await call.MoveNextAsync())
            {
                updates.Add(call.Current!);
            }

            return null;
        }
        catch (QubridApiException failure)
        {
            return failure;
        }
    }

    private static void Matches(GatewayResponse expected, ChatCompletion completion)
    {
        Assert.Equal(expected.Text, completion.Text);
        Assert.Equal(expected.Reasoning, completion.Reasoning);
        Assert.Equal(expected.Refusal, completion.Refusal);
        Assert.Equal(expected.FinishReason, completion.FinishReason);
        Assert.Equal(expected.Usage, completion.Usage is { } usage ? (usage.PromptTokens, usage.CompletionTokens, usage.TotalTokens) : null);
        Assert.Equal(expected.Metrics, completion.Metrics is { } metrics ? (metrics.TtftSeconds, metrics.TokensPerSecond, metrics.TotalTimeSeconds) : null);
        MatchToolCalls(expected, completion.Choices[0].Message.ToolCalls);
        Assert.Equal(expected.Id ?? completion.Id, completion.Id);
        Assert.Equal(expected.Model ?? completion.Model, completion.Model);
        Assert.Equal(expected.Created ?? completion.Created?.ToUnixTimeSeconds(), completion.Created?.ToUnixTimeSeconds());
        Assert.Equal(["user", "assistant"], completion.Messages.Select(message => message.Role));
        expected.Check?.Invoke(completion);
    }

    private static void MatchToolCalls(GatewayResponse expected, ToolCall[] calls)
    {
        Assert.Equal(expected.ToolCalls, string.Join('\n', calls.AsEnumerable()));
        Assert.All(calls, call => Assert.False(string.IsNullOrEmpty(call.Id)));
        Assert.Equal(calls.Length, calls.Select(call => call.Id).Distinct(StringComparer.Ordinal).Count());
        if (expected.ToolCallIds is not null)
        {
            Assert.Equal(expected.ToolCallIds, calls.Select(call => call.Id));
        }
    }

    private static void Matches(GatewayResponse expected, QubridApiException? failure)
    {
        Assert.NotNull(failure);
        Assert.Equal(expected.Error, failure.Kind);
        Assert.Equal(expected.Text, failure.PartialCompletion?.Text);
        Assert.Equal(expected.ErrorStatus ?? failure.StatusCode, failure.StatusCode);
        Assert.Equal(expected.ErrorCode ?? failure.ErrorCode, failure.ErrorCode);
        Assert.All(expected.MessageParts, messageParts => Assert.Contains(messageParts, failure.Message, StringComparison.Ordinal));
        Assert.DoesNotContain("Qubrid.Client", failure.Message, StringComparison.Ordinal);
        expected.CheckError?.Invoke(failure);
    }
}
