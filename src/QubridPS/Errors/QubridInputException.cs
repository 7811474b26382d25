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

    /// <summary>Gets the error record, with the error id, the message, the recommended action and the target object.</summary>
    public ErrorRecord ErrorRecord => _record ?? new ErrorRecord(this, "Qubrid.InvalidInput", ErrorCategory.InvalidArgument, null);

    /// <summary>Returns the same error as a non-terminating error of one input object.</summary>
    internal QubridInputException ForItem(object? item)
    {
        var record = ErrorRecord;
        return new(record.FullyQualifiedErrorId, record.CategoryInfo.Category, Message, record.ErrorDetails?.RecommendedAction ?? "", item, InnerException) { IsItemError = true };
    }
}
