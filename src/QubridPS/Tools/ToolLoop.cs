using Qubrid.Client;

namespace QubridPS.Tools;

/// <summary>
/// The way of one question through its rounds: an answer that calls tools becomes the next request, with what the calls came to; the
/// last answer carries them all.
/// </summary>
internal sealed class ToolLoop(ToolRunner runner)
{
    private readonly List<ToolInvocation> _invocations = [];
    private int _round;
    private ChatUsage? _usage;
    private IReadOnlyList<ChatMessage> _messages = [];

    /// <summary>The request that tells the model what its calls came to; null where the answer calls nothing.</summary>
    internal ChatRequest? CreateNextRequest(ChatRequest request, ChatCompletion completion)
    {
        if (!completion.HasToolCalls())
        {
            return null;
        }

        if (_round == runner.MaximumRounds)
        {
            throw QubridApiException.FromCompletion(
                completion, QubridErrorKind.ToolRoundLimit, $"The model called tools in {_round} rounds and goes on; -MaxToolRound allows no more.");
        }

        var message = completion.Choices[0].Message;
        var invocations = runner.InvokeAll(message.ToolCalls, ++_round);
        _invocations.AddRange(invocations);
        _usage = completion.Usage;
        _messages = [.. request.Messages, message, .. message.ToolCalls.Zip(invocations, (call, result) => new ChatMessage
        {
            Role = ChatRoles.Tool,
            ToolCallId = call.Id,
            Name = call.Name,
            Content = result.Result,
        })];
        return request.WithMessages(_messages);
    }

    /// <summary>What was called so far.</summary>
    internal ToolInvocation[] Invocations => [.. _invocations];

    /// <summary>The answer to that request, as the outcome of all rounds so far.</summary>
    internal ChatCompletion Merge(ChatCompletion completion)
    {
        var merged = completion.WithHistory(_messages, _usage);
        merged.ToolInvocations = Invocations;
        return merged;
    }
}
