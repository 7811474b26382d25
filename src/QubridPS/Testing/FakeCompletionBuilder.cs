using Qubrid.Client;
using Qubrid.Mock;

namespace QubridPS.Testing;

/// <summary>An answer that nobody gave, with all that one of the service has. Figures that are not given are those of the mock server.</summary>
internal sealed class FakeCompletionBuilder
{
    private const double SecondsPerToken = 0.001;

    internal string Text { get; init; } = "";

    internal ChatMessage[] History { get; init; } = [];

    internal object? InputObject { get; init; }

    internal string Model { get; init; } = "";

    internal string? Reasoning { get; init; }

    internal string? FinishReason { get; init; }

    /// <summary>Whether it broke off: then no usage came.</summary>
    internal bool IsPartial { get; init; }

    internal long? PromptTokens { get; init; }

    internal long? CompletionTokens { get; init; }

    internal ChatCompletion ToCompletion()
    {
        var mockCompletion = new ChatMessage { Role = ChatRoles.Assistant, Content = Text, Reasoning = Reasoning };
        var prompt = PromptTokens ?? History.Sum(message => WordTokenizer.Split(message.Content ?? "").Count);
        var completion = CompletionTokens ?? WordTokenizer.Split(Text).Count;
        var seconds = completion * SecondsPerToken;
        return new ChatCompletion
        {
            Id = "chatcmpl-fake",
            Object = "chat.completion",
            Created = DateTimeOffset.UtcNow,
            Model = Model,
            Choices = [new ChatChoice { Message = mockCompletion, FinishReason = FinishReason }],
            Usage = IsPartial ? null : new ChatUsage { PromptTokens = prompt, CompletionTokens = completion, TotalTokens = prompt + completion },
            Metrics = new ServiceMetrics { TtftSeconds = SecondsPerToken, TokensPerSecond = 1 / SecondsPerToken, TotalTimeSeconds = seconds },
            ClientMetrics = new ClientMetrics { TtftSeconds = SecondsPerToken, TokensPerSecond = 1 / SecondsPerToken, TotalTimeSeconds = seconds, Attempts = 1 },
            Messages = [.. History, mockCompletion],
            InputObject = InputObject,
            RequestId = "fake",
        };
    }

    /// <summary>Word by word, as the mock server streams, and the end.</summary>
    internal static IEnumerable<ChatUpdate> ToUpdates(ChatCompletion completion)
    {
        string? role = ChatRoles.Assistant;
        if (completion.Reasoning is not null)
        {
            yield return new ChatUpdate { Role = role, Reasoning = completion.Reasoning, InputObject = completion.InputObject };
            role = null;
        }

        foreach (var word in WordTokenizer.Split(completion.Text ?? ""))
        {
            yield return new ChatUpdate { Role = role, Text = word, InputObject = completion.InputObject };
            role = null;
        }

        var last = ChatUpdate.CreateFinal(completion);
        last.InputObject = completion.InputObject;
        yield return last;
    }
}
