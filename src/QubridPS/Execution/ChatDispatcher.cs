using Qubrid.Client;
using QubridPS.Errors;
using QubridPS.Tools;

namespace QubridPS.Execution;

/// <summary>Checks the limits and the confirmation of each request, and runs requests sequentially or in parallel.</summary>
internal sealed class ChatDispatcher(
    CommandContext context, ChatCallFactory callFactory, CallOptions options, IOutputMode output, ResultWriter results) : IDisposable
{
    private readonly RequestConfirmation _confirmation = new(context.Cmdlet, callFactory.Client);
    private readonly BatchProgress _progress = new(context.Cmdlet);
    private CheckpointStore? _checkpoint;
    private SequentialChatRunner? _sequentialRunner;
    private ParallelChatRunner? _parallelRunner;

    /// <summary>Gets the maximum number of concurrent requests, 1 or greater.</summary>
    internal int ThrottleLimit { get; init; }

    /// <summary>Gets the maximum estimated size of a request in tokens; null for no limit.</summary>
    internal long? MaxInputTokens { get; init; }

    /// <summary>Gets the token budget of the command.</summary>
    internal TokenBudget Budget { get; init; } = new(null);

    /// <summary>Gets the path of the checkpoint file; null for none.</summary>
    internal string? Checkpoint { get; init; }

    /// <summary>Gets the tools that the model can call; null for none.</summary>
    internal ToolRunner? Tools { get; init; }

    private CheckpointStore CheckpointStore => _checkpoint ??= CheckpointStore.Open(Checkpoint, callFactory.Client, context);

    private SequentialChatRunner SequentialRunner => _sequentialRunner ??= new SequentialChatRunner(
        context, new ChatCallRunner(context, callFactory, output) { Tools = Tools, MaxInputTokens = MaxInputTokens }, results, Budget, CheckpointStore);

    private ParallelChatRunner ParallelRunner => _parallelRunner ??= new ParallelChatRunner(
        context, callFactory, options.WithSharedRateLimiter(), results, Budget, CheckpointStore, _progress, ThrottleLimit);

    /// <summary>Sends the only request of the command. If it fails, the command fails.</summary>
    internal void SendSingle(ChatWorkItem workItem)
    {
        _parallelRunner?.Complete();
        workItem = CheckpointStore.TryResume(workItem, context.CancellationToken);
        if (!ShouldSend(workItem))
        {
            return;
        }

        try
        {
            SequentialRunner.Run(options, workItem);
        }
        catch (QubridApiException failure)
        {
            context.Cmdlet.ThrowTerminatingError(ApiErrorRecordFactory.Create(failure, workItem.Target, context.Cmdlet.GetType()));
        }
    }

    /// <summary>Sends the request of one input object. If it fails, the error is non-terminating and the remaining requests are sent.</summary>
    internal void SendItem(ChatWorkItem workItem)
    {
        workItem = CheckpointStore.TryResume(workItem, context.CancellationToken);
        if (!ShouldSend(workItem))
        {
            return;
        }

        _progress.OnItemAdded();
        if (ThrottleLimit > 1)
        {
            ParallelRunner.Add(workItem);
        }
        else
        {
            RunSequential(workItem);
        }
    }

    /// <summary>Waits for the requests that are still running and writes the summary of -WhatIf.</summary>
    /// <param name="sentProperties">The lines that say which properties of the input objects are sent.</param>
    internal void Complete(IReadOnlyList<string> sentProperties)
    {
        _progress.OnInputCompleted();
        _parallelRunner?.Complete();
        _progress.Dispose();
        _confirmation.WriteWhatIfSummary(Tools, sentProperties);
    }

    public void Dispose() => _parallelRunner?.Dispose();

    private void RunSequential(ChatWorkItem workItem)
    {
        try
        {
            if (workItem.CheckpointedCall is null && Budget.IsExhausted)
            {
                throw LimitErrors.TokenBudgetExceeded(Budget.Limit, Budget.TokensUsed, workItem.Target);
            }

            SequentialRunner.Run(options, workItem);
        }
        catch (QubridApiException failure)
        {
            context.Cmdlet.WriteError(ApiErrorRecordFactory.Create(failure, workItem.Target, context.Cmdlet.GetType()));
        }

        _progress.OnItemCompleted();
    }

    private bool ShouldSend(ChatWorkItem workItem)
    {
        if (workItem.CheckpointedCall is not null)
        {
            return true; // the completion is read from the checkpoint file, nothing is sent
        }

        var estimate = TokenEstimator.Estimate(workItem.Request.Messages);
        return estimate > MaxInputTokens
            ? throw LimitErrors.InputTooLarge(estimate, MaxInputTokens.Value, workItem.Target)
            : _confirmation.ShouldProcess(workItem.Request, estimate);
    }
}
