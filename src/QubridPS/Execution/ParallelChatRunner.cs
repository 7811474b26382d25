using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Errors;

namespace QubridPS.Execution;

/// <summary>
/// Runs jobs side by side, at most so many at a time, and writes their answers in the order of the jobs. Holds a small multiple of
/// the throttle: when the oldest is slow, the input waits. Only the pipeline thread calls in and writes; workers never do.
/// </summary>
internal sealed class ParallelChatRunner : IDisposable
{
    private const int QueuedPerWorker = 4;

    private readonly Cmdlet _cmdlet;
    private readonly ChatCallFactory _callFactory;
    private readonly CallOptions _options;
    private readonly CheckpointStore _checkpoint;
    private readonly VerboseQueue _log;
    private readonly CancellationToken _cancellationToken;
    private readonly SemaphoreSlim _workers;
    private readonly int _maxQueued;
    private readonly Queue<BatchItem> _items = new();
    private readonly BatchProgress _progress;
    private ChatWorkItem? _firstUnsentItem;
    private QubridInputException? _checkpointError;

    internal ParallelChatRunner(Cmdlet cmdlet, ChatCallFactory callFactory, CallOptions options, CheckpointStore checkpoint, VerboseQueue log, BatchProgress progress, int throttleLimit, CancellationToken cancellationToken)
    {
        (_cmdlet, _callFactory, _options, _checkpoint, _log, _progress, _cancellationToken) = (cmdlet, callFactory, options, checkpoint, log, progress, cancellationToken);
        _workers = new SemaphoreSlim(throttleLimit, throttleLimit);
        _maxQueued = throttleLimit * QueuedPerWorker;
    }

    internal bool DataOnly { get; init; }

    /// <summary>Takes a job, and writes what is ready. Waits while the window is full.</summary>
    internal void Add(ChatWorkItem workItem)
    {
        _items.Enqueue(new BatchItem(workItem, workItem.CheckpointedCall is null ? Start(workItem) : Task.FromResult(new BatchResult(workItem.CheckpointedCall.Completion))));
        while (_items.Count > 0 && (_items.Count >= _maxQueued || _items.Peek().Result.IsCompleted))
        {
            WriteOldest();
        }

        ThrowIfStopped();
    }

    /// <summary>Writes all that is still on its way.</summary>
    internal void Complete()
    {
        while (_items.Count > 0)
        {
            WriteOldest();
        }

        ThrowIfStopped();
    }

    /// <summary>
    /// Where the downstream had enough, or the command ended with an error, what is on its way was told to stop: it is seen to its
    /// end. It releases the semaphore still, so that is left to the collector.
    /// </summary>
    public void Dispose()
    {
        foreach (var item in _items)
        {
            PipelineThread.IgnoreFaults(item.Result);
        }

        _items.Clear();
    }

    // The place in the queue is taken here: taken by the workers, the oldest might wait for all the others.
    private Task<BatchResult> Start(ChatWorkItem workItem)
    {
        var slot = _workers.WaitAsync(_cancellationToken);
        return Task.Run(() => SendAsync(workItem, slot));
    }

    private async Task<BatchResult> SendAsync(ChatWorkItem workItem, Task slot)
    {
        await slot.ConfigureAwait(false);
        try
        {
            if (_checkpoint.Budget.IsExhausted)
            {
                return new BatchResult(null);
            }

            using var call = _callFactory.Create(workItem.Request, _options, _cancellationToken);
            var completion = await call.CompleteAsync().ConfigureAwait(false);
            return new BatchResult(completion, _checkpoint.Record(workItem.Request, completion, CancellationToken.None));
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
            Write(item.WorkItem, Await(item));
        }
        catch (QubridApiException failure)
        {
            if (failure.PartialCompletion is { } partial)
            {
                partial.InputObject = item.WorkItem.InputObject;
            }

            _cmdlet.WriteError(ApiErrorRecordFactory.Create(failure, item.WorkItem.Target));
        }
    }

    private BatchResult Await(BatchItem item)
    {
        try
        {
            return PipelineThread.Wait(item.Result, OnWaiting, _cancellationToken);
        }
        finally
        {
            if (!_cancellationToken.IsCancellationRequested)
            {
                _log.FlushTo(_cmdlet);
                _progress.OnItemCompleted();
            }
        }
    }

    private void Write(ChatWorkItem workItem, BatchResult result)
    {
        if (result.Completion is not { } completion)
        {
            _firstUnsentItem ??= workItem;
            return;
        }

        completion.InputObject = workItem.InputObject;
        _checkpointError ??= result.CheckpointError;
        _callFactory.PopulateData(completion);
        _cmdlet.WriteObject(DataOnly ? completion.Data : completion, enumerateCollection: DataOnly);
    }

    private void OnWaiting()
    {
        _log.FlushTo(_cmdlet);
        _progress.Write();
    }

    /// <summary>The budget is spent, or answers cannot be kept: all that was sent is written first, then the command ends.</summary>
    private void ThrowIfStopped()
    {
        if (_firstUnsentItem is null && _checkpointError is null)
        {
            return;
        }

        while (_items.Count > 0)
        {
            WriteOldest();
        }

        throw _checkpointError ?? InputErrors.TokenBudgetExceeded(_checkpoint.Budget.Limit, _checkpoint.Budget.TokensUsed, _firstUnsentItem!.Target);
    }
}
