using Qubrid.Client;
using QubridPS.Errors;

namespace QubridPS.Execution;

/// <summary>
/// Decides when a batch ends before all of its items were sent: the token budget is used up, or the failures show that no further request can
/// succeed. Counts the items that are not sent. Workers report results; the pipeline thread reports items.
/// </summary>
internal sealed class BatchState(TokenBudget budget)
{
    private const int MaxFailuresInRow = 5;

    private readonly object _sync = new();
    private QubridApiException? _lastFailure;
    private int _failuresInRow;
    private int _failuresAtEnd;
    private int? _firstFailedPosition;
    private bool _hasSucceeded;
    private ChatWorkItem? _firstItemNotSent;
    private int _itemsNotSent;

    // Set once, by the failure that ends the batch.
    private volatile QubridApiException? _cause;

    /// <summary>Gets whether no further request is sent.</summary>
    internal bool HasEnded => _cause is not null || budget.IsExhausted;

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
            _failuresInRow = 0;
        }
    }

    /// <summary>Reports the failure of a request, in the order in which requests end.</summary>
    internal void OnFailed(QubridApiException failure, ChatWorkItem workItem)
    {
        lock (_sync)
        {
            var canRepeat = failure.IsConnectionFailure || failure.Kind == QubridErrorKind.Unauthorized;
            _failuresInRow = !canRepeat ? 0 : _lastFailure?.IsConnectionFailure == failure.IsConnectionFailure ? _failuresInRow + 1 : 1;
            _lastFailure = failure;
            _firstFailedPosition = _failuresInRow <= 1 ? workItem.Position : Min(_firstFailedPosition, workItem.Position);
            if (_cause is null && (EndsAtOnce(failure) || _failuresInRow >= MaxFailuresInRow))
            {
                _failuresAtEnd = _failuresInRow;
                _cause = failure;
            }
        }
    }

    /// <summary>Counts an item that is not sent because the batch has ended. Returns whether it is the first one.</summary>
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
            FirstPosition = _cause is null ? first.Position : Min(_firstFailedPosition, first.Position),
            Model = first.Request.Model,
            Target = first.Target,
            Checkpoint = checkpoint,
        };
        return _cause is { } cause
            ? ApiErrorRecordFactory.Create(BatchErrors.RemainingRequestsWouldFail(cause, _failuresAtEnd, unsent), first.Target, cmdlet)
            : BatchErrors.TokenBudgetExceeded(budget.Limit, unsent).ErrorRecord;
    }

    private static int? Min(int? left, int? right) => left is null || right < left ? right : left;

    // Status 403 can concern one item only, such as a prompt that was flagged or a model without access: then other items have succeeded.
    private bool EndsAtOnce(QubridApiException failure) =>
        failure.IsQuotaExhausted || (failure.Kind == QubridErrorKind.Unauthorized && ((int?)failure.StatusCode != 403 || !_hasSucceeded));
}
