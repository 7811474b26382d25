using Qubrid.Client;
using Qubrid.Mock;

namespace QubridPS.Testing;

/// <summary>Builds a completion for tests, with all the properties that a completion of the service has. Token counts that are not specified are computed in the same way as by the mock server.</summary>
internal sealed class FakeCompletionBuilder
{
    private const double SecondsPerToken = 0.001;

    /// <summary>Gets the text of the completion.</summary>
    internal string Text { get; init; } = "";

    /// <summary>Gets the messages of the request.</summary>
    internal ChatMessage[] History { get; init; } = [];

    /// <summary>Gets the input object of the request.</summary>
    internal object? InputObject { get; init; }

    /// <summary>Gets the name of the model.</summary>
    internal string Model { get; init; } = "";

    /// <summary>Gets the reasoning.</summary>
    internal string? Reasoning { get; init; }

    /// <summary>Gets the finish reason.</summary>
    internal string? FinishReason { get; init; }

    /// <summary>Gets whether the completion is the partial result of a broken stream, which has no usage.</summary>
    internal bool IsPartial { get; init; }

    /// <summary>Gets the number of prompt tokens, or null to compute it from <see cref="History"/>.</summary>
    internal long? PromptTokens { get; init; }

    /// <summary>Gets the number of completion tokens, or null to compute it from <see cref="Text"/>.</summary>
    internal long? CompletionTokens { get; init; }

    /// <summary>Creates the completion.</summary>
    internal ChatCompletion ToCompletion()
    {
        var reply = new ChatMessage { Role = ChatRoles.Assistant, Content = Text, Reasoning = Reasoning };
        var prompt = PromptTokens ?? History.Sum(message => WordTokenizer.Split(message.Content ?? "").Count);
        var completion = CompletionTokens ?? WordTokenizer.Split(Text).Count;
        var seconds = completion * SecondsPerToken;
        return new ChatCompletion
        {
            Id = "chatcmpl-fake",
            Object = "chat.completion",
            Created = DateTimeOffset.UtcNow,
            Model = Model,
            Choices = [new ChatChoice { Message = reply, FinishReason = FinishReason }],
            Usage = IsPartial ? null : new ChatUsage { PromptTokens = prompt, CompletionTokens = completion, TotalTokens = prompt + completion },
            Metrics = new ServiceMetrics { TtftSeconds = SecondsPerToken, TokensPerSecond = 1 / SecondsPerToken, TotalTimeSeconds = seconds },
            ClientMetrics = new ClientMetrics { TtftSeconds = SecondsPerToken, TokensPerSecond = 1 / SecondsPerToken, TotalTimeSeconds = seconds, Attempts = 1 },
            Messages = [.. History, reply],
            InputObject = InputObject,
            RequestId = "fake",
        };
    }

    /// <summary>Returns the updates of a completion: one per word, as the mock server streams, and the final update.</summary>
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
