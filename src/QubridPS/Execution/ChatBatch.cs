using Qubrid.Client;
using QubridPS.Errors;

namespace QubridPS.Execution;

/// <summary>
/// Runs jobs side by side, at most so many at a time, and writes their answers in the order of the jobs. Holds a small multiple of
/// the throttle: when the oldest is slow, the input waits. Only the pipeline thread calls in and writes; workers never do.
/// </summary>
internal sealed class ChatBatch : IDisposable
{
    private const int WindowPerWorker = 4;

    private readonly Cmdlet _cmdlet;
    private readonly ChatSource _source;
    private readonly CallOptions _options;
    private readonly Ledger _ledger;
    private readonly CallLog _log;
    private readonly CancellationToken _stop;
    private readonly SemaphoreSlim _workers;
    private readonly int _window;
    private readonly Queue<BatchItem> _items = new();
    private readonly BatchProgress _progress;
    private ChatJob? _firstUnsent;
    private QubridInputException? _unkept;

    internal ChatBatch(Cmdlet cmdlet, ChatSource source, CallOptions options, Ledger ledger, CallLog log, BatchProgress progress, int throttle, CancellationToken stop)
    {
        (_cmdlet, _source, _options, _ledger, _log, _progress, _stop) = (cmdlet, source, options, ledger, log, progress, stop);
        _workers = new SemaphoreSlim(throttle, throttle);
        _window = throttle * WindowPerWorker;
    }

    internal bool DataOnly { get; init; }

    /// <summary>Takes a job, and writes what is ready. Waits while the window is full.</summary>
    internal void Add(ChatJob job)
    {
        _items.Enqueue(new BatchItem(job, job.Former is null ? Start(job) : Task.FromResult(new BatchAnswer(job.Former.Completion))));
        while (_items.Count > 0 && (_items.Count >= _window || _items.Peek().Answer.IsCompleted))
        {
            WriteOldest();
        }

        ThrowIfOver();
    }

    /// <summary>Writes all that is still on its way.</summary>
    internal void Complete()
    {
        while (_items.Count > 0)
        {
            WriteOldest();
        }

        ThrowIfOver();
    }

    /// <summary>
    /// Where the downstream had enough, or the command ended with an error, what is on its way was told to stop: it is seen to its
    /// end. It releases the semaphore still, so that is left to the collector.
    /// </summary>
    public void Dispose()
    {
        foreach (var item in _items)
        {
            PipelineWait.Observe(item.Answer);
        }

        _items.Clear();
    }

    // The place in the queue is taken here: taken by the workers, the oldest might wait for all the others.
    private Task<BatchAnswer> Start(ChatJob job)
    {
        var turn = _workers.WaitAsync(_stop);
        return Task.Run(() => SendAsync(job, turn));
    }

    private async Task<BatchAnswer> SendAsync(ChatJob job, Task turn)
    {
        await turn.ConfigureAwait(false);
        try
        {
            if (_ledger.Budget.IsSpent)
            {
                return new BatchAnswer(null);
            }

            using var call = _source.Chat(job.Request, _options, _stop);
            var completion = await call.CompleteAsync().ConfigureAwait(false);
            return new BatchAnswer(completion, _ledger.Book(job.Request, completion, CancellationToken.None));
        }
        finally
        {
            _workers.Release();
        }
    }

    private void WriteOldest()
    {
        var item = _items.Dequeue();
        try
        {
            Write(item.Job, Await(item));
        }
        catch (QubridApiException failure)
        {
            if (failure.PartialCompletion is { } partial)
            {
                partial.InputObject = item.Job.InputObject;
            }

            _cmdlet.WriteError(ApiErrorRecord.From(failure, item.Job.Target));
        }
    }

    private BatchAnswer Await(BatchItem item)
    {
        try
        {
            return PipelineWait.For(item.Answer, WriteMeanwhile, _stop);
        }
        finally
        {
            if (!_stop.IsCancellationRequested)
            {
                _log.WriteTo(_cmdlet);
                _progress.Done();
            }
        }
    }

    private void Write(ChatJob job, BatchAnswer answer)
    {
        if (answer.Completion is not { } completion)
        {
            _firstUnsent ??= job;
            return;
        }

        completion.InputObject = job.InputObject;
        _unkept ??= answer.Unkept;
        _source.Fill(completion);
        _cmdlet.WriteObject(DataOnly ? completion.Data : completion, enumerateCollection: DataOnly);
    }

    private void WriteMeanwhile()
    {
        _log.WriteTo(_cmdlet);
        _progress.Write();
    }

    /// <summary>The budget is spent, or answers cannot be kept: all that was sent is written first, then the command ends.</summary>
    private void ThrowIfOver()
    {
        if (_firstUnsent is null && _unkept is null)
        {
            return;
        }

        while (_items.Count > 0)
        {
            WriteOldest();
        }

        throw _unkept ?? InputErrors.TokenBudgetExceeded(_ledger.Budget.Limit, _ledger.Budget.Spent, _firstUnsent!.Target);
    }
}
