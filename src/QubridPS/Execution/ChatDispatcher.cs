using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Connections;
using QubridPS.Errors;
using QubridPS.Tools;

namespace QubridPS.Execution;

/// <summary>Takes jobs by what must hold before they are sent, and then by the way they are run: one by one, or side by side.</summary>
internal sealed class ChatDispatcher(
    PSCmdlet cmdlet, ChatCallFactory callFactory, CallOptions options, VerboseQueue log, OutputMode mode, CancellationToken cancellationToken) : IDisposable
{
    private readonly RequestConfirmation _confirmation = new(cmdlet, callFactory.Client);
    private readonly BatchProgress _progress = new(cmdlet);
    private CheckpointStore? _checkpoint;
    private ChatCallRunner? _runner;
    private ParallelChatRunner? _parallelRunner;

    internal int ThrottleLimit { get; init; }

    internal long? MaxInputTokens { get; init; }

    internal TokenBudget Budget { get; init; } = new(null);

    internal string? Checkpoint { get; init; }

    /// <summary>The tools that the model may call; null for none.</summary>
    internal ToolRunner? Tools { get; init; }

    /// <summary>Of the answers only their data is given.</summary>
    internal bool DataOnly { get; init; }

    private CheckpointStore CheckpointStore => _checkpoint ??= new CheckpointStore(
        callFactory.Client, Checkpoint, Checkpoint is null ? null : JournalOpener.OpenCheckpoint(Checkpoint, cmdlet.SessionState, cancellationToken), Budget);

    private ChatCallRunner Runner => _runner ??= new ChatCallRunner(cmdlet, callFactory, log, mode, CheckpointStore, cancellationToken)
    {
        DataOnly = DataOnly,
        Tools = Tools,
        MaxInputTokens = MaxInputTokens,
    };

    private ParallelChatRunner ParallelRunner => _parallelRunner ??= new ParallelChatRunner(cmdlet, callFactory, options.WithSharedRateLimiter(), CheckpointStore, log, _progress, ThrottleLimit, cancellationToken) { DataOnly = DataOnly };

    /// <summary>The one request of the command: its failure is the command's.</summary>
    internal void SendSingle(ChatWorkItem workItem)
    {
        _parallelRunner?.Complete();
        workItem = CheckpointStore.TryResume(workItem, cancellationToken);
        if (!ShouldSend(workItem))
        {
            return;
        }

        try
        {
            Runner.Run(options, workItem);
        }
        catch (QubridApiException failure)
        {
            cmdlet.ThrowTerminatingError(ApiErrorRecordFactory.Create(failure, workItem.Target));
        }
    }

    /// <summary>One item's request: its failure is its own, and the others go on.</summary>
    internal void SendItem(ChatWorkItem workItem)
    {
        workItem = CheckpointStore.TryResume(workItem, cancellationToken);
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

    /// <summary>Waits for all that is still on its way.</summary>
    internal void Complete()
    {
        _progress.OnInputCompleted();
        _parallelRunner?.Complete();
        _progress.Dispose();
        _confirmation.WriteWhatIfSummary(Tools);
    }

    public void Dispose() => _parallelRunner?.Dispose();

    private void RunSequential(ChatWorkItem workItem)
    {
        try
        {
            if (workItem.CheckpointedCall is null && Budget.IsExhausted)
            {
                throw InputErrors.TokenBudgetExceeded(Budget.Limit, Budget.TokensUsed, workItem.Target);
            }

            Runner.Run(options, workItem);
        }
        catch (QubridApiException failure)
        {
            cmdlet.WriteError(ApiErrorRecordFactory.Create(failure, workItem.Target));
        }

        _progress.OnItemCompleted();
    }

    private bool ShouldSend(ChatWorkItem workItem)
    {
        if (workItem.CheckpointedCall is not null)
        {
            return true; // nothing will be sent
        }

        var estimate = TokenEstimator.Estimate(workItem.Request.Messages);
        return estimate > MaxInputTokens
            ? throw InputErrors.InputTooLarge(estimate, MaxInputTokens.Value, workItem.Target)
            : _confirmation.ShouldProcess(workItem.Request, estimate);
    }
}
