using Qubrid.Client;
using QubridPS.Errors;
using QubridPS.Execution;
using QubridPS.Input;
using QubridPS.Tools;

namespace QubridPS.Chat;

/// <summary>Sends one message and displays the response as it arrives. Errors do not end the chat.</summary>
internal sealed class ChatTurn(CommandContext context, ChatCallFactory callFactory, RequestFactory requestFactory, Func<CallOptions> createOptions)
{
    /// <summary>Gets the tools that the model can call; null for none.</summary>
    internal ToolRunner? Tools { get; init; }

    /// <summary>Sends the text after the messages of the history, and adds the completion to it.</summary>
    internal void Send(string text, ChatHistory history, ChatConsole console)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        var turnContext = context with { CancellationToken = cancellation.Token };
        var output = new LiveOutput(turnContext) { CancelKey = new CancelKeyMonitor(console.Host, cancellation) };
        var runner = new ChatCallRunner(turnContext, callFactory, output) { Tools = Tools };
        try
        {
            var request = requestFactory.Create(new ChatInput { Conversation = history.Messages, Prompt = text });
            history.Add(runner.GetCompletion(createOptions(), new ChatWorkItem(request, null, null)));
        }
        catch (QubridApiException failure)
        {
            var advice = KeepPartial(runner.LastRequest, output.DisplayedText, history)
                ? "The partial response was kept."
                : RecommendedActions.GetForScreen(failure, context.Cmdlet.GetType());
            console.WriteError($"{failure.Message} {advice}");
        }
        catch (OperationCanceledException) when (!context.CancellationToken.IsCancellationRequested)
        {
            console.WriteLine(KeepPartial(runner.LastRequest, output.DisplayedText, history)
                ? "Canceled; the partial response was kept."
                : "Canceled; the message was removed.");
        }
    }

    /// <summary>
    /// Keeps what the user saw in the conversation: a partial response, and tool calls. Returns false if there was neither; then the message
    /// is removed, so that it can be sent again.
    /// </summary>
    private static bool KeepPartial(ChatRequest? lastRequest, string displayedText, ChatHistory history)
    {
        if (lastRequest is null || (displayedText.Length == 0 && lastRequest.Messages[lastRequest.Messages.Count - 1].Role != ChatRoles.Tool))
        {
            return false;
        }

        history.ReplaceWithPartial(displayedText.Length == 0
            ? [.. lastRequest.Messages]
            : [.. lastRequest.Messages, new ChatMessage { Role = ChatRoles.Assistant, Content = displayedText }]);
        return true;
    }
}
