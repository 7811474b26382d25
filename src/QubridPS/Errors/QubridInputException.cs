using Qubrid.Client;

namespace QubridPS;

/// <summary>What was asked cannot be done as it was asked; nothing was sent. Holds the record to show.</summary>
public sealed class QubridInputException : Exception, IContainsErrorRecord
{
    private readonly ErrorRecord? _record;

    /// <summary>Makes an exception without a record.</summary>
    public QubridInputException()
    {
    }

    /// <summary>Makes an exception without a record.</summary>
    public QubridInputException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception without a record.</summary>
    public QubridInputException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal QubridInputException(string id, ErrorCategory category, string message, string action, object? target, Exception? cause = null)
        : base(Sentence.End(message), cause) =>
        _record = new ErrorRecord(this, id, category, target) { ErrorDetails = new ErrorDetails(Message) { RecommendedAction = action } };

    /// <summary>The fault is one piped object's own: the others can still be asked.</summary>
    internal bool IsItemError { get; init; }

    /// <summary>Returns the same error as the error of one piped object: the others can still be asked.</summary>
    internal QubridInputException ForItem(object? item)
    {
        var record = ErrorRecord;
        return new(record.FullyQualifiedErrorId, record.CategoryInfo.Category, Message, record.ErrorDetails?.RecommendedAction ?? "", item, InnerException) { IsItemError = true };
    }

    /// <inheritdoc/>
    public ErrorRecord ErrorRecord => _record ?? new ErrorRecord(this, "Qubrid.InvalidInput", ErrorCategory.InvalidArgument, null);
}
