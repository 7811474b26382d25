using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Errors;
using QubridPS.Tools;

namespace QubridPS.Execution;

/// <summary>Runs one request, including the further requests that tool calls require. The pipeline thread reads the responses; there is no queue.</summary>
internal sealed class ChatCallRunner(CommandContext context, ChatCallFactory callFactory, IOutputMode output)
{
    private ToolLoop? _toolLoop;

    /// <summary>Gets the tools that the model can call; null for none.</summary>
    internal ToolRunner? Tools { get; init; }

    /// <summary>Gets the maximum estimated size of a request in tokens; null for no limit.</summary>
    internal long? MaxInputTokens { get; init; }

    /// <summary>Gets the request that was sent last. After tool calls it contains their results.</summary>
    internal ChatRequest? LastRequest { get; private set; }

    /// <summary>Returns the completion after all tool calls. Only the output mode writes while responses arrive.</summary>
    internal ChatCompletion GetCompletion(CallOptions options, ChatWorkItem workItem)
    {
        _toolLoop = Tools is null ? null : new ToolLoop(Tools);
        try
        {
            return RunCalls(options, workItem);
        }
        catch (QubridApiException failure) when (failure.PartialCompletion is { } partial)
        {
            partial.InputObject = workItem.InputObject;
            partial.ToolInvocations = _toolLoop?.Invocations ?? [];
            throw;
        }
    }

    private ChatCompletion RunCalls(CallOptions options, ChatWorkItem workItem)
    {
        options = options.WithConversation();
        LastRequest = workItem.Request;
        var completion = Read(workItem.CheckpointedCall ?? callFactory.Create(workItem.Request, options, context.CancellationToken), workItem);
        for (var request = _toolLoop?.CreateNextRequest(workItem.Request, completion); request is not null; request = _toolLoop!.CreateNextRequest(request, completion))
        {
            EnsureWithinTokenLimit(request, workItem);
            LastRequest = request;
            completion = _toolLoop!.Merge(Read(callFactory.Create(request, options, context.CancellationToken), workItem));
        }

        return completion;
    }

    // The results of tools can make a request larger than the first one.
    private void EnsureWithinTokenLimit(ChatRequest request, ChatWorkItem workItem)
    {
        var estimate = TokenEstimator.Estimate(request.Messages);
        if (estimate > MaxInputTokens)
        {
            throw LimitErrors.InputTooLarge(estimate, MaxInputTokens.Value, workItem.Target);
        }
    }

    private ChatCompletion Read(ChatCall call, ChatWorkItem workItem)
    {
        try
        {
            return output.Read(call, workItem);
        }
        finally
        {
            call.Dispose();
            context.FlushLog();
        }
    }
}
