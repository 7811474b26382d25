using Qubrid.Client;
using QubridPS.Common;

namespace QubridPS.Execution;

/// <summary>The output of -Stream: writes each update as it arrives, and a last update that contains the completion.</summary>
internal sealed class StreamOutput(CommandContext context) : IOutputMode
{
    public ChatCompletion Read(ChatCall call, ChatWorkItem workItem)
    {
        using var progress = new ChatProgress(context.Cmdlet, call, workItem.Request.Model, context.RateLimit);

        // One delegate for all updates: a new one for each would be as large as the update.
        Action onWaiting = () =>
        {
            context.Log.FlushTo(context.Cmdlet);
            progress.WriteRateLimitWait();
        };
        while (PipelineThread.Wait(call.MoveNextAsync(), onWaiting, context.CancellationToken) && call.Current is { IsLast: false } update)
        {
            progress.Complete();
            update.InputObject = workItem.InputObject;
            context.Cmdlet.WriteObject(update);
        }

        return call.Completion!;
    }

    public object ToOutput(ChatCompletion completion)
    {
        var last = ChatUpdate.CreateFinal(completion);
        last.InputObject = completion.InputObject;
        return last;
    }
}
