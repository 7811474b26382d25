using Qubrid.Client;

namespace QubridPS.Tools;

/// <summary>
/// The way of one question through its rounds: an answer that calls tools becomes the next request, with what the calls came to; the
/// last answer carries them all.
/// </summary>
internal sealed class ToolLoop(ToolRunner runner)
{
    private readonly List<ToolInvocation> _done = [];
    private int _round;
    private ChatUsage? _spent;
    private IReadOnlyList<ChatMessage> _asked = [];

    /// <summary>The request that tells the model what its calls came to; null where the answer calls nothing.</summary>
    internal ChatRequest? Next(ChatRequest request, ChatCompletion answer)
    {
        if (!answer.HasToolCalls())
        {
            return null;
        }

        if (_round == runner.MaximumRounds)
        {
            throw QubridApiException.FromCompletion(
                answer, QubridErrorKind.ToolRoundLimit, $"The model called tools in {_round} rounds and goes on; -MaxToolRound allows no more.");
        }

        var message = answer.Choices[0].Message;
        var done = runner.Run(message.ToolCalls, ++_round);
        _done.AddRange(done);
        _spent = answer.Usage;
        _asked = [.. request.Messages, message, .. message.ToolCalls.Zip(done, (call, told) => new ChatMessage
        {
            Role = ChatRoles.Tool,
            ToolCallId = call.Id,
            Name = call.Name,
            Content = told.Result,
        })];
        return request.WithMessages(_asked);
    }

    /// <summary>What was called so far.</summary>
    internal ToolInvocation[] Done => [.. _done];

    /// <summary>The answer to that request, as the outcome of all rounds so far.</summary>
    internal ChatCompletion Join(ChatCompletion answer)
    {
        var joined = answer.WithHistory(_asked, _spent);
        joined.ToolInvocations = Done;
        return joined;
    }
}
