using Qubrid.Client;
using QubridPS.Common;

namespace QubridPS.Execution;

/// <summary>The default output: shows progress while the response arrives and returns the completion.</summary>
internal sealed class BufferedOutput(CommandContext context) : IOutputMode
{
    public ChatCompletion Read(ChatCall call, ChatWorkItem workItem)
    {
        using var progress = new ChatProgress(context.Cmdlet, call, workItem.Request.Model, context.RateLimit);
        return PipelineThread.Wait(
            call.CompleteAsync(),
            () =>
            {
                context.Log.FlushTo(context.Cmdlet);
                progress.Write();
            },
            context.CancellationToken);
    }

    public object ToOutput(ChatCompletion completion) => completion;
}
