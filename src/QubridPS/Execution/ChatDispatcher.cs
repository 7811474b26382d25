using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Errors;
using QubridPS.Tools;

namespace QubridPS.Execution;

/// <summary>Checks the limits and the confirmation of each request, and runs requests sequentially or in parallel.</summary>
internal sealed class ChatDispatcher(
    CommandContext context, ChatCallFactory callFactory, CallOptions options, IOutputMode output, ResultWriter results) : IDisposable
{
    private readonly RequestConfirmation _confirmation = new(context.Cmdlet, callFactory.Client);
    private readonly BatchProgress _progress = new(context.Cmdlet, context.RateLimit);
    private BatchState? _batch;
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

    private BatchState Batch => _batch ??= new BatchState(Budget);

    private CheckpointStore CheckpointStore => _checkpoint ??= CheckpointStore.Open(Checkpoint, callFactory.Client, context, options.Redactor);

    private SequentialChatRunner SequentialRunner => _sequentialRunner ??= new SequentialChatRunner(
        context, CreateCallRunner(), results, Batch, CheckpointStore);

    private ParallelChatRunner ParallelRunner => _parallelRunner ??= new ParallelChatRunner(
        context, callFactory, options.WithSharedRateLimiter(), new ItemOutput(context, callFactory.Client, results), Batch, CheckpointStore, _progress, ThrottleLimit);

    /// <summary>Sends the only request of the command. If it fails, the command fails.</summary>
    internal void SendSingle(ChatWorkItem workItem)
    {
        _parallelRunner?.Complete();
        workItem = CheckpointStore.TryResume(workItem, context.CancellationToken);
        if (IsSkipped(workItem) || !ShouldSend(workItem))
        {
            return;
        }

        try
        {
            SequentialRunner.Run(options, workItem);
        }
        catch (QubridApiException failure)
        {
            context.Cmdlet.ThrowTerminatingError(context.CreateError(failure, workItem));
        }
    }

    /// <summary>
    /// Sends the request of one input object. If it fails, the error is non-terminating, and the remaining requests are sent unless they would
    /// fail as well.
    /// </summary>
    internal void SendItem(ChatWorkItem workItem)
    {
        workItem = CheckpointStore.TryResume(workItem, context.CancellationToken);
        if (!Batch.HasEnded && !ShouldSend(workItem))
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

    /// <summary>Sends the requests of one item whose data is divided. If one fails, the error is non-terminating.</summary>
    internal void SendDividedItem(IEnumerable<ChatWorkItem> parts, SplitSettings settings, ChatWorkItem result)
    {
        _parallelRunner?.Complete();
        if (IsSkipped(result))
        {
            return;
        }

        using var runner = CreateDividedRunner(settings, result.Position);
        try
        {
            foreach (var part in parts)
            {
                runner.AddPart(part);
            }

            runner.Complete(result);
        }
        catch (QubridInputException)
        {
            runner.FinishSentParts();
            throw;
        }
        catch (QubridApiException failure)
        {
            Batch.OnFailed(failure, Batch.OnStarting(), result);
            context.Cmdlet.WriteError(context.CreateError(failure, result));
        }
    }

    /// <summary>Merges the answers for the parts of the data of the command. If a request failed, the command fails.</summary>
    internal void CompleteDivided(DividedChatRunner runner, ChatWorkItem result)
    {
        try
        {
            runner.Complete(result);
        }
        catch (QubridApiException failure)
        {
            context.Cmdlet.ThrowTerminatingError(context.CreateError(failure, result));
        }
    }

    /// <summary>Creates what sends the requests of divided data.</summary>
    /// <param name="settings">How the answers are merged.</param>
    /// <param name="itemPosition">The position of the item with the data; null if it is the data of the command.</param>
    internal DividedChatRunner CreateDividedRunner(SplitSettings settings, int? itemPosition = null)
    {
        var batch = new BatchState(Budget);
        return new DividedChatRunner(context, settings, new DividedRunServices(CheckpointStore, batch, options, output, results)
        {
            Errors = new SplitErrorReporter(context, batch, Checkpoint),
            LastRunner = CreateCallRunner(),
            CreateRunner = (receiver, progress) => new ParallelChatRunner(
                context, callFactory, options.WithSharedRateLimiter(), receiver, batch, CheckpointStore, progress, ThrottleLimit),
            ShouldSend = ShouldSend,
            ReportNotConfirmed = (parts, declined, merges) => SplitPlan.Write(context.Cmdlet, _confirmation.IsWhatIf, parts, declined, merges),
        })
        { ItemPosition = itemPosition };
    }

    /// <summary>Waits for the requests that are still running and writes the summary of -WhatIf.</summary>
    /// <param name="sentProperties">The lines that say which properties of the input objects are sent.</param>
    internal void Complete(IReadOnlyList<string> sentProperties)
    {
        _progress.OnInputCompleted();
        _parallelRunner?.Complete();
        _progress.Dispose();
        _confirmation.WriteWhatIfSummary(Tools, sentProperties);
        if (_batch?.CreateError(Checkpoint, context.Cmdlet.GetType()) is { } error)
        {
            context.Cmdlet.WriteError(error);
        }
    }

    public void Dispose() => _parallelRunner?.Dispose();

    private ChatCallRunner CreateCallRunner() => new(context, callFactory, output) { Tools = Tools, MaxInputTokens = MaxInputTokens };

    private void RunSequential(ChatWorkItem workItem)
    {
        if (!IsSkipped(workItem))
        {
            var number = workItem.CheckpointedCall is null ? Batch.OnStarting() : 0;
            try
            {
                SequentialRunner.Run(options, workItem);
            }
            catch (QubridApiException failure)
            {
                Batch.OnFailed(failure, number, workItem);
                context.WriteItemError(failure, workItem, callFactory.Client);
            }
        }

        _progress.OnItemCompleted();
    }

    // A completion of the checkpoint is returned even after the end of the batch, because nothing is sent for it.
    private bool IsSkipped(ChatWorkItem workItem)
    {
        if (!Batch.HasEnded || workItem.CheckpointedCall is not null)
        {
            return false;
        }

        context.ReportNotSent(workItem, Batch);
        return true;
    }

    private bool ShouldSend(ChatWorkItem workItem)
    {
        if (workItem.CheckpointedCall is not null)
        {
            return true; // the completion is read from the checkpoint file, nothing is sent
        }

        var sent = Redact(workItem);
        var estimate = TokenEstimator.Estimate(sent.Messages);
        return estimate > MaxInputTokens
            ? throw LimitErrors.InputTooLarge(estimate, MaxInputTokens.Value, workItem.Target)
            : _confirmation.ShouldProcess(sent, estimate, workItem.Name);
    }

    private ChatRequest Redact(ChatWorkItem workItem)
    {
        try
        {
            return options.Redactor is null ? workItem.Request : callFactory.Client.GetSentRequest(workItem.Request, options.Redactor);
        }
        catch (QubridApiException failure)
        {
            throw RedactionErrors.Failed(failure, workItem.Target);
        }
    }
}
