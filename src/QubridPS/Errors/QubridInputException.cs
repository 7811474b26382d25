using Qubrid.Client;

namespace QubridPS;

/// <summary>Represents an error in the input or the parameters of a command. The request that it concerns was not sent.</summary>
public sealed class QubridInputException : Exception, IContainsErrorRecord
{
    private readonly ErrorRecord? _record;

    /// <summary>Creates an exception with the error id Qubrid.InvalidInput.</summary>
    public QubridInputException()
    {
    }

    /// <summary>Creates an exception with a message and the error id Qubrid.InvalidInput.</summary>
    public QubridInputException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception with a message, its cause and the error id Qubrid.InvalidInput.</summary>
    public QubridInputException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal QubridInputException(string id, ErrorCategory category, string message, string action, object? target, Exception? cause = null)
        : base(Sentence.End(message), cause) =>
        _record = new ErrorRecord(this, id, category, target) { ErrorDetails = new ErrorDetails(Message) { RecommendedAction = action } };

    /// <summary>Gets whether the error concerns one input object only, so that the others are processed.</summary>
    internal bool IsItemError { get; init; }

    /// <summary>Gets the number of tokens that a batch used before its token budget ended it; null for other errors.</summary>
    public long? TokensSpent { get; internal init; }

    /// <summary>Gets the number of items of a batch that were not sent because its token budget was used up; null for other errors.</summary>
    public int? ItemsNotSent { get; internal init; }

    /// <summary>Gets the model of the first item that was not sent because the token budget was used up; null for other errors.</summary>
    public string? Model { get; internal init; }

    /// <summary>Gets the error record, with the error id, the message, the recommended action and the target object.</summary>
    public ErrorRecord ErrorRecord => _record ?? new ErrorRecord(this, "Qubrid.InvalidInput", ErrorCategory.InvalidArgument, null);

    /// <summary>Returns the same error as a non-terminating error of one input object.</summary>
    internal QubridInputException ForItem(object? item) => ToItemError(Message, item);

    /// <summary>Returns the same error with the name of the input object at the beginning of its message.</summary>
    internal QubridInputException WithItemName(string name) => ToItemError($"{name}: {Message}", ErrorRecord.TargetObject);

    /// <summary>Returns the same error as a terminating error of the command.</summary>
    internal QubridInputException ForCommand()
    {
        var record = ErrorRecord;
        return new(record.FullyQualifiedErrorId, record.CategoryInfo.Category, Message, record.ErrorDetails?.RecommendedAction ?? "", record.TargetObject, InnerException);
    }

    private QubridInputException ToItemError(string message, object? target)
    {
        var record = ErrorRecord;
        return new(record.FullyQualifiedErrorId, record.CategoryInfo.Category, message, record.ErrorDetails?.RecommendedAction ?? "", target, InnerException) { IsItemError = true };
    }
}
