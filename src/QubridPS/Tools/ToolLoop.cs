using Qubrid.Client;

namespace QubridPS.Tools;

/// <summary>
/// Runs the tool calls of completions and adds their results to the conversation, until the model returns a completion without tool
/// calls.
/// </summary>
internal sealed class ToolLoop(ToolRunner runner)
{
    private readonly List<ToolInvocation> _invocations = [];
    private int _round;
    private ChatUsage? _usage;
    private IReadOnlyList<ChatMessage> _messages = [];

    /// <summary>Runs the tool calls of a completion and returns the request with their results, or null if the completion has no tool calls.</summary>
    internal ChatRequest? CreateNextRequest(ChatRequest request, ChatCompletion completion)
    {
        if (!completion.HasToolCalls())
        {
            return null;
        }

        if (_round == runner.MaximumRounds)
        {
            throw QubridApiException.FromCompletion(
                completion, QubridErrorKind.ToolRoundLimit, $"The model called tools in {_round} rounds, which is the maximum set by -MaxToolRound, and requested more tool calls.");
        }

        var message = completion.Choices[0].Message;
        var invocations = Invoke(request, completion, message.ToolCalls);
        _usage = completion.Usage;
        _messages = [.. request.Messages, message, .. message.ToolCalls.Zip(invocations, (call, result) => new ChatMessage
        {
            Role = ChatRoles.Tool,
            ToolCallId = call.Id,
            Name = call.Name,
            Content = result.Result,
        })];
        return request.WithToolResults(_messages);
    }

    // A command that asks before it acts must not act if nobody can answer. Neither can the model decide it.
    private List<ToolInvocation> Invoke(ChatRequest request, ChatCompletion completion, ToolCall[] calls)
    {
        var invocations = new List<ToolInvocation>();
        try
        {
            runner.InvokeAll(calls, request, ++_round, invocations);
            return invocations;
        }
        catch (ConfirmationUnavailableException cause)
        {
            throw QubridApiException.FromCompletion(completion, QubridErrorKind.NotInteractive, cause.Message, cause.InnerException);
        }
        finally
        {
            _invocations.AddRange(invocations);
        }
    }

    /// <summary>Gets the calls made so far.</summary>
    internal ToolInvocation[] Invocations => [.. _invocations];

    /// <summary>Returns the completion with the conversation, token usage and tool calls of all rounds.</summary>
    internal ChatCompletion Merge(ChatCompletion completion)
    {
        var merged = completion.WithHistory(_messages, _usage);
        merged.ToolInvocations = Invocations;
        return merged;
    }
}
