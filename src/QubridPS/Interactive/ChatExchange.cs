using Qubrid.Client;
using QubridPS.Errors;
using QubridPS.Execution;
using QubridPS.Input;
using QubridPS.Tools;

namespace QubridPS.Interactive;

/// <summary>Says something and shows the answer as it comes. Whatever goes wrong with it, the chat goes on.</summary>
internal sealed class ChatExchange(
    PSCmdlet cmdlet, ChatSource source, RequestFactory requests, Func<CallOptions> options, CallLog log, CancellationToken stop)
{
    private readonly Ledger _ledger = new(source.Client, null, null, new TokenBudget(null));

    internal ToolRunner? Tools { get; init; }

    internal void Say(string text, ChatHistory history, ChatScreen screen)
    {
        using var answer = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var runner = new ChatRunner(cmdlet, source, log, OutputMode.Live, _ledger, answer.Token) { Tools = Tools, Key = new StopKey(screen.Host, answer) };
        try
        {
            history.Add(runner.Answer(options(), new ChatJob(requests.Create(new ChatInput { Conversation = history.Messages, Prompt = text }), null, null)));
        }
        catch (QubridApiException failure)
        {
            screen.TellError($"{failure.Message} {(Keep(runner, history) ? "What was shown is kept." : ApiErrorRecord.From(failure, null).ErrorDetails.RecommendedAction)}");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            screen.Tell(Keep(runner, history) ? "Stopped; what was shown is kept." : "Stopped; the question is not kept.");
        }
    }

    /// <summary>
    /// What the user saw the model shall know too: a part of an answer, and tools that were called. A question with no answer at all is
    /// forgotten, so that it can be asked again.
    /// </summary>
    private static bool Keep(ChatRunner runner, ChatHistory history)
    {
        if (runner.Asked is not { } asked || (runner.Shown.Length == 0 && asked.Messages[asked.Messages.Count - 1].Role != ChatRoles.Tool))
        {
            return false;
        }

        history.Keep(runner.Shown.Length == 0
            ? [.. asked.Messages]
            : [.. asked.Messages, new ChatMessage { Role = ChatRoles.Assistant, Content = runner.Shown }]);
        return true;
    }
}
