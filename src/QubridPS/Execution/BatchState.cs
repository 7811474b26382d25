using Qubrid.Client;
using QubridPS.Errors;

namespace QubridPS.Execution;

/// <summary>
/// Decides when a batch ends before all of its items were sent: the token budget is used up, or the failures show that no further request can
/// succeed. Counts the items that are not sent. Thread-safe, except for the methods of the pipeline thread.
/// </summary>
internal sealed class BatchState(TokenBudget budget)
{
    private const int MaxFailuresInRow = 5;

    private readonly object _sync = new();
    private readonly FailureRows _rows = new();
    private bool _hasSucceeded;
    private int? _firstFailedPosition;
    private int _failuresInRow;
    private int _sentCount;
    private ChatWorkItem? _firstItemNotSent;
    private int _itemsNotSent;

    // Set once, by the failure that ends the batch.
    private volatile QubridApiException? _cause;

    /// <summary>Gets whether no further request is sent.</summary>
    internal bool HasEnded => _cause is not null || budget.IsExhausted;

    /// <summary>Gets the failure that ended the batch; null if there was none.</summary>
    internal QubridApiException? Cause => _cause;

    /// <summary>Gets the number of items that were not sent because the batch has ended.</summary>
    internal int ItemsNotSent => _itemsNotSent;

    /// <summary>Gets the token budget.</summary>
    internal TokenBudget Budget => budget;

    /// <summary>Reports, on the pipeline thread, that a request starts. Returns its number in the order of the input.</summary>
    internal int OnStarting() => _sentCount++;

    /// <summary>Reports a completion that was received.</summary>
    internal void OnReceived(ChatCompletion completion)
    {
        budget.Add(completion);
        OnRestored();
    }

    /// <summary>Reports a completion that was restored from the checkpoint.</summary>
    internal void OnRestored()
    {
        lock (_sync)
        {
            _hasSucceeded = true;
        }
    }

    /// <summary>Reports the failure of a request.</summary>
    internal void OnFailed(QubridApiException failure, int number, ChatWorkItem workItem)
    {
        lock (_sync)
        {
            var row = _rows.Add(failure, number, workItem.Position);
            if (_cause is not null)
            {
                // A request that was in progress. If an item before the cause failed, the batch has to continue with that item.
                _firstFailedPosition = workItem.Position < _firstFailedPosition ? workItem.Position : _firstFailedPosition;
            }
            else if (EndsAtOnce(failure) || row.Length >= MaxFailuresInRow)
            {
                _failuresInRow = row.Length;
                _firstFailedPosition = row.Length == 0 ? workItem.Position : row.FirstPosition;
                _cause = failure;
            }
        }
    }

    /// <summary>Counts, on the pipeline thread, an item that is not sent because the batch has ended. Returns whether it is the first one.</summary>
    internal bool OnNotSent(ChatWorkItem workItem)
    {
        _firstItemNotSent ??= workItem;
        return ++_itemsNotSent == 1;
    }

    /// <summary>Returns the error that states why and how many items were not sent, or null if all were sent.</summary>
    internal ErrorRecord? CreateError(string? checkpoint, Type cmdlet)
    {
        if (_firstItemNotSent is not { } first)
        {
            return null;
        }

        var unsent = new UnsentItems(_itemsNotSent, budget.TokensUsed)
        {
            HasCompletions = _hasSucceeded,
            FirstPosition = _cause is null ? first.Position : _firstFailedPosition,
            Model = first.Request.Model,
            Target = first.Target,
            Checkpoint = checkpoint,
        };
        return _cause is { } cause
            ? ApiErrorRecordFactory.Create(BatchErrors.RemainingRequestsWouldFail(cause, _failuresInRow, unsent), first.Target, cmdlet)
            : BatchErrors.TokenBudgetExceeded(budget.Limit, unsent).ErrorRecord;
    }

    // Status 403 can concern one item only, such as a prompt that was flagged or a model without access: then other items have succeeded.
    private bool EndsAtOnce(QubridApiException failure) =>
        failure.IsQuotaExhausted || (failure.Kind == QubridErrorKind.Unauthorized && ((int?)failure.StatusCode != 403 || !_hasSucceeded));
}
