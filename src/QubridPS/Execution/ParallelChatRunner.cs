using Qubrid.Client;
using QubridPS.Common;

namespace QubridPS.Execution;

/// <summary>
/// Runs requests in parallel, up to a limit, and writes their results in input order. The queue holds a small multiple of the limit; if the
/// oldest request is slow, the input waits. Only the pipeline thread calls this class and writes; workers never do.
/// </summary>
internal sealed class ParallelChatRunner(
    CommandContext context,
    ChatCallFactory callFactory,
    CallOptions options,
    IBatchOutput output,
    BatchState batch,
    CheckpointStore checkpoint,
    BatchProgress progress,
    int throttleLimit) : IDisposable
{
    private const int QueuedPerWorker = 4;

    private readonly SemaphoreSlim _workers = new(throttleLimit, throttleLimit);
    private readonly int _maxQueued = throttleLimit * QueuedPerWorker;
    private readonly Queue<BatchItem> _items = new();
    private Task<bool> _lastTurn = Task.FromResult(true);
    private QubridInputException? _checkpointError;

    /// <summary>Starts a request and writes the results that are ready. Waits while the queue is full.</summary>
    internal void Add(ChatWorkItem workItem)
    {
        _items.Enqueue(new BatchItem(workItem, workItem.CheckpointedCall is { } call ? Restore(call) : Start(workItem)));
        while (_items.Count > 0 && (_items.Count >= _maxQueued || _items.Peek().Result.IsCompleted))
        {
            WriteOldest();
        }

        ThrowIfStopped();
    }

    /// <summary>Waits for all requests and writes their results.</summary>
    internal void Complete()
    {
        while (_items.Count > 0)
        {
            WriteOldest();
        }

        ThrowIfStopped();
    }

    /// <summary>
    /// Observes the exceptions of requests that still run after the command ended. The semaphore is not disposed, because they still
    /// release it.
    /// </summary>
    public void Dispose()
    {
        foreach (var item in _items)
        {
            PipelineThread.IgnoreFaults(item.Result);
        }

        _items.Clear();
    }

    private Task<BatchResult> Restore(ChatCall call)
    {
        batch.OnRestored();
        return Task.FromResult(new BatchResult(call.Completion));
    }

    // Queues for the semaphore on this thread, so that requests start in input order.
    private Task<BatchResult> Start(ChatWorkItem workItem)
    {
        if (batch.HasEnded)
        {
            return Task.FromResult(new BatchResult(null));
        }

        var number = batch.OnStarting();
        var turn = _lastTurn = TakeTurnAsync(_workers.WaitAsync(context.CancellationToken), _lastTurn);
        return Task.Run(() => SendAsync(workItem, number, turn));
    }

    // Decides in input order whether an item is sent: if one is not, none after it is, and the batch can continue with it.
    private async Task<bool> TakeTurnAsync(Task slot, Task<bool> previousTurn)
    {
        await slot.ConfigureAwait(false);
        await previousTurn.ConfigureAwait(false);
        return !batch.HasEnded;
    }

    private async Task<BatchResult> SendAsync(ChatWorkItem workItem, int number, Task<bool> turn)
    {
        var isSent = await turn.ConfigureAwait(false);
        try
        {
            if (!isSent)
            {
                return new BatchResult(null);
            }

            using var call = callFactory.Create(workItem.Request, options, context.CancellationToken);
            var completion = await call.CompleteAsync().ConfigureAwait(false);
            batch.OnReceived(completion);
            return new BatchResult(completion, checkpoint.Record(workItem.Request, completion, CancellationToken.None));
        }
        catch (QubridApiException failure)
        {
            batch.OnFailed(failure, number, workItem);
            throw;
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

            output.WriteFailure(failure, item.WorkItem);
        }
    }

    private BatchResult Await(BatchItem item)
    {
        try
        {
            return PipelineThread.Wait(item.Result, OnWaiting, context.CancellationToken);
        }
        finally
        {
            if (!context.CancellationToken.IsCancellationRequested)
            {
                context.Log.FlushTo(context.Cmdlet);
                progress.OnItemCompleted();
            }
        }
    }

    private void Write(ChatWorkItem workItem, BatchResult result)
    {
        if (result.Completion is not { } completion)
        {
            context.ReportNotSent(workItem, batch);
            return;
        }

        _checkpointError ??= result.CheckpointError;
        output.Write(completion, workItem);
    }

    private void OnWaiting()
    {
        context.Log.FlushTo(context.Cmdlet);
        progress.Write();
    }

    /// <summary>Ends the command if a completion could not be recorded, after writing the results of all sent requests.</summary>
    private void ThrowIfStopped()
    {
        if (_checkpointError is null)
        {
            return;
        }

        while (_items.Count > 0)
        {
            WriteOldest();
        }

        throw _checkpointError;
    }
}
