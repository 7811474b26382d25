using Qubrid.Client;
using QubridPS.Common;

namespace QubridPS.Execution;

/// <summary>The output of -Stream: writes each update as it arrives, and a last update that contains the completion.</summary>
internal sealed class StreamOutput : IOutputMode
{
    private readonly CommandContext _context;

    // One delegate for all updates: a new one for each would be as large as the update.
    private readonly Action _onWaiting;
    private ChatProgress? _progress;

    internal StreamOutput(CommandContext context)
    {
        _context = context;
        _onWaiting = () =>
        {
            context.Log.FlushTo(context.Cmdlet);
            _progress?.WriteRateLimitWait();
        };
    }

    public ChatCompletion Read(ChatCall call, ChatWorkItem workItem)
    {
        using var progress = _progress = new ChatProgress(_context.Cmdlet, call, workItem.Request.Model, _context.RateLimit);
        while (PipelineThread.Wait(call.MoveNextAsync(), _onWaiting, _context.CancellationToken) && call.Current is { IsLast: false } update)
        {
            progress.Complete();
            update.InputObject = workItem.InputObject;
            _context.Cmdlet.WriteObject(update);
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
