using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Errors;
using QubridPS.Execution;
using QubridPS.Input;
using QubridPS.Tools;

namespace QubridPS.Chat;

/// <summary>Says something and shows the answer as it comes. Whatever goes wrong with it, the chat goes on.</summary>
internal sealed class ChatTurn(
    PSCmdlet cmdlet, ChatCallFactory callFactory, RequestFactory requestFactory, Func<CallOptions> options, VerboseQueue log, CancellationToken cancellationToken)
{
    private readonly CheckpointStore _checkpoint = new(callFactory.Client, null, null, new TokenBudget(null));

    internal ToolRunner? Tools { get; init; }

    internal void Send(string text, ChatHistory history, ChatConsole console)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var runner = new ChatCallRunner(cmdlet, callFactory, log, OutputMode.Live, _checkpoint, cancellation.Token) { Tools = Tools, CancelKey = new CancelKeyMonitor(console.Host, cancellation) };
        try
        {
            history.Add(runner.GetCompletion(options(), new ChatWorkItem(requestFactory.Create(new ChatInput { Conversation = history.Messages, Prompt = text }), null, null)));
        }
        catch (QubridApiException failure)
        {
            console.WriteError($"{failure.Message} {(KeepPartial(runner, history) ? "What was shown is kept." : ApiErrorRecordFactory.Create(failure, null).ErrorDetails.RecommendedAction)}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            console.WriteLine(KeepPartial(runner, history) ? "Stopped; what was shown is kept." : "Stopped; the question is not kept.");
        }
    }

    /// <summary>
    /// What the user saw the model shall know too: a part of an answer, and tools that were called. A question with no answer at all is
    /// forgotten, so that it can be asked again.
    /// </summary>
    private static bool KeepPartial(ChatCallRunner runner, ChatHistory history)
    {
        if (runner.LastRequest is not { } lastRequest || (runner.DisplayedText.Length == 0 && lastRequest.Messages[lastRequest.Messages.Count - 1].Role != ChatRoles.Tool))
        {
            return false;
        }

        history.ReplaceWithPartial(runner.DisplayedText.Length == 0
            ? [.. lastRequest.Messages]
            : [.. lastRequest.Messages, new ChatMessage { Role = ChatRoles.Assistant, Content = runner.DisplayedText }]);
        return true;
    }
}
