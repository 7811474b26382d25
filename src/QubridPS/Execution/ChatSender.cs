using Qubrid.Client;
using QubridPS.Connections;
using QubridPS.Conversion;
using QubridPS.Errors;
using QubridPS.Tools;

namespace QubridPS.Execution;

/// <summary>Takes jobs by what must hold before they are sent, and then by the way they are run: one by one, or side by side.</summary>
internal sealed class ChatSender(
    PSCmdlet cmdlet, ChatSource source, CallOptions options, CallLog log, OutputMode mode, CancellationToken stop) : IDisposable
{
    private readonly ChatConfirmation _confirmation = new(cmdlet, source.Client.ChatEndpoint);
    private readonly BatchProgress _progress = new(cmdlet);
    private Ledger? _ledger;
    private ChatRunner? _runner;
    private ChatBatch? _batch;

    internal int ThrottleLimit { get; init; }

    internal long? MaxInputTokens { get; init; }

    internal TokenBudget Budget { get; init; } = new(null);

    internal string? Checkpoint { get; init; }

    /// <summary>The tools that the model may call; null for none.</summary>
    internal ToolRunner? Tools { get; init; }

    /// <summary>Of the answers only their data is given.</summary>
    internal bool DataOnly { get; init; }

    private Ledger Ledger => _ledger ??= new Ledger(
        source.Client, Checkpoint, Checkpoint is null ? null : JournalFinder.OpenCheckpoint(Checkpoint, cmdlet.SessionState, stop), Budget);

    private ChatRunner Runner => _runner ??= new ChatRunner(cmdlet, source, log, mode, Ledger, stop)
    {
        DataOnly = DataOnly,
        Tools = Tools,
        MaxInputTokens = MaxInputTokens,
    };

    private ChatBatch Batch => _batch ??= new ChatBatch(cmdlet, source, options.WithSharedRateLimiter(), Ledger, log, _progress, ThrottleLimit, stop) { DataOnly = DataOnly };

    /// <summary>The one request of the command: its failure is the command's.</summary>
    internal void SendAlone(ChatJob job)
    {
        _batch?.Complete();
        job = Ledger.Recall(job, stop);
        if (!Allows(job))
        {
            return;
        }

        try
        {
            Runner.Run(options, job);
        }
        catch (QubridApiException failure)
        {
            cmdlet.ThrowTerminatingError(ApiErrorRecord.From(failure, job.Target));
        }
    }

    /// <summary>One item's request: its failure is its own, and the others go on.</summary>
    internal void SendOneOfMany(ChatJob job)
    {
        job = Ledger.Recall(job, stop);
        if (!Allows(job))
        {
            return;
        }

        _progress.Added();
        if (ThrottleLimit > 1)
        {
            Batch.Add(job);
        }
        else
        {
            RunNext(job);
        }
    }

    /// <summary>Waits for all that is still on its way.</summary>
    internal void Complete()
    {
        _progress.TotalIsKnown();
        _batch?.Complete();
        _progress.Dispose();
        _confirmation.Complete(Tools);
    }

    public void Dispose() => _batch?.Dispose();

    private void RunNext(ChatJob job)
    {
        try
        {
            if (job.Former is null && Budget.IsSpent)
            {
                throw InputErrors.TokenBudgetExceeded(Budget.Limit, Budget.Spent, job.Target);
            }

            Runner.Run(options, job);
        }
        catch (QubridApiException failure)
        {
            cmdlet.WriteError(ApiErrorRecord.From(failure, job.Target));
        }

        _progress.Done();
    }

    private bool Allows(ChatJob job)
    {
        if (job.Former is not null)
        {
            return true; // nothing will be sent
        }

        var estimate = TokenEstimate.Of(job.Request.Messages);
        return estimate > MaxInputTokens
            ? throw InputErrors.InputTooLarge(estimate, MaxInputTokens.Value, job.Target)
            : _confirmation.Ask(job.Request, estimate);
    }
}
