using System.Net;

namespace Qubrid.Client;

/// <summary>Represents the failure of a call. Messages contain neither the API key nor control characters.</summary>
public sealed class QubridApiException : Exception
{
    private string? _sentence;
    private string? _redactedMessage;

    /// <summary>Creates an exception of the kind <see cref="QubridErrorKind.ServerError"/> with a general message.</summary>
    public QubridApiException()
        : this(QubridErrorKind.ServerError, "The call to the service failed.")
    {
    }

    /// <summary>Creates an exception of the kind <see cref="QubridErrorKind.ServerError"/>.</summary>
    public QubridApiException(string message)
        : this(QubridErrorKind.ServerError, message)
    {
    }

    /// <summary>Creates an exception of the kind <see cref="QubridErrorKind.ServerError"/>.</summary>
    public QubridApiException(string message, Exception? innerException)
        : this(QubridErrorKind.ServerError, message, innerException)
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="kind">What went wrong.</param>
    /// <param name="message">The message; control characters are removed, and a missing full stop is added.</param>
    /// <param name="innerException">The cause. It is dropped if its message contains control characters.</param>
    public QubridApiException(QubridErrorKind kind, string message, Exception? innerException = null)
        : base(Sentence.End(TerminalSanitizer.Sanitize(message)), ToSafe(innerException)) => Kind = kind;

    /// <summary>Creates an exception for a complete but unusable completion, which becomes <see cref="PartialCompletion"/>.</summary>
    public static QubridApiException FromCompletion(ChatCompletion completion, QubridErrorKind kind, string message, Exception? cause = null) => new(kind, message, cause)
    {
        Model = completion.Model,
        PartialCompletion = completion,
        RequestId = completion.RequestId,
        Attempts = completion.ClientMetrics?.Attempts ?? 0,
    };

    /// <summary>Creates the exception of a batch that ended with a failure, because the requests that remain would fail as well.</summary>
    /// <param name="failure">The failure. The exception has its kind, status and model.</param>
    /// <param name="message">The message.</param>
    /// <param name="itemsNotSent">The number of items that were not sent.</param>
    /// <param name="tokensSpent">The number of tokens that the batch used.</param>
    public static QubridApiException FromBatch(QubridApiException failure, string message, int itemsNotSent, long tokensSpent) => new(failure.Kind, message)
    {
        StatusCode = failure.StatusCode,
        IsQuotaExhausted = failure.IsQuotaExhausted,
        IsContextLengthExceeded = failure.IsContextLengthExceeded,
        Model = failure.Model,
        ItemsNotSent = itemsNotSent,
        TokensSpent = tokensSpent,
    };

    /// <summary>Creates the exception of data that was divided, if a part of it failed.</summary>
    /// <param name="failure">The failure, whose properties the exception has.</param>
    /// <param name="message">The message.</param>
    /// <param name="partial">The completion with the answers that were received; its <see cref="ChatCompletion.Parts"/> are those for the other parts.</param>
    public static QubridApiException FromPart(QubridApiException failure, string message, ChatCompletion partial) => new(failure.Kind, message, failure)
    {
        StatusCode = failure.StatusCode,
        ErrorType = failure.ErrorType,
        ErrorCode = failure.ErrorCode,
        ServiceMessage = failure.ServiceMessage,
        RequestId = failure.RequestId,
        RetryAfter = failure.RetryAfter,
        IsQuotaExhausted = failure.IsQuotaExhausted,
        IsContextLengthExceeded = failure.IsContextLengthExceeded,
        Model = failure.Model,
        Attempts = failure.Attempts,
        PartialCompletion = partial,
        IsConnectTimeout = failure.IsConnectTimeout,
        IsTransient = failure.IsTransient,
    };

    /// <summary>Gets the message: complete sentences.</summary>
    public override string Message => _sentence is null ? _redactedMessage ?? base.Message : Sentence.Join(_redactedMessage ?? base.Message, _sentence);

    /// <summary>Gets what went wrong.</summary>
    public QubridErrorKind Kind { get; }

    /// <summary>Gets the HTTP status, or the status that an error inside a successful response contains; null if no response was received.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>Gets the service's type of the error; null if it sent none. JSON: <c>error.type</c>.</summary>
    public string? ErrorType { get; init; }

    /// <summary>Gets the service's code of the error; null if it sent none. JSON: <c>error.code</c>.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Gets the service's message; null if it sent none. JSON: <c>error.message</c>, or the text of a gateway's page.</summary>
    public string? ServiceMessage { get; internal set; }

    /// <summary>Gets the service's identifier of the request; null if it sent none. Header: <c>x-request-id</c>, <c>request-id</c>.</summary>
    public string? RequestId { get; init; }

    /// <summary>Gets the delay that the service requests before a retry; null if it requests none. Header: <c>retry-after-ms</c>, <c>Retry-After</c>.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets whether the quota or credit of the account is used up, so that waiting does not help. JSON: <c>error.code</c>, such as <c>insufficient_quota</c>.</summary>
    public bool IsQuotaExhausted { get; init; }

    /// <summary>Gets whether the request contains more tokens than the model, or more bytes than the service, accepts. JSON: <c>error.code</c>, such as <c>context_length_exceeded</c>.</summary>
    public bool IsContextLengthExceeded { get; init; }

    /// <summary>Gets the model of the request; null if the call was not a chat call.</summary>
    public string? Model { get; internal set; }

    /// <summary>Gets the number of requests that were sent; 0 if there was none.</summary>
    public int Attempts { get; internal set; }

    /// <summary>Gets the part of the completion that was received before the failure; null if there was none.</summary>
    public ChatCompletion? PartialCompletion { get; internal set; }

    /// <summary>Gets the number of items of a batch that were not sent because of the failure; null if the failure did not end a batch.</summary>
    public int? ItemsNotSent { get; private init; }

    /// <summary>Gets the number of tokens that a batch used before the failure ended it; null if the failure did not end a batch.</summary>
    public long? TokensSpent { get; private init; }

    /// <summary>Gets whether no connection was established, or it was lost before a response was received.</summary>
    public bool IsConnectionFailure => Kind == QubridErrorKind.ConnectionFailed || IsConnectTimeout;

    /// <summary>Gets whether the connection was not established in time.</summary>
    internal bool IsConnectTimeout { get; init; }

    /// <summary>Gets whether the same request may succeed later.</summary>
    internal bool IsTransient { get; init; }

    /// <summary>Appends a sentence to the message, such as one about a limit of the caller.</summary>
    internal void AddSentence(string sentence) => _sentence = _sentence is null ? sentence : Sentence.Join(_sentence, sentence);

    /// <summary>Redacts the text of the service, which can repeat what was sent or contain a value that the request contained before.</summary>
    internal void RedactServiceMessage(Func<string, string> redact)
    {
        if (ServiceMessage is not null)
        {
            (_redactedMessage, ServiceMessage) = (redact(base.Message), redact(ServiceMessage));
        }
    }

    // A parser's message quotes the invalid text. As an inner exception it would be displayed without being sanitized.
    private static Exception? ToSafe(Exception? cause)
    {
        for (var inner = cause; inner is not null; inner = inner.InnerException)
        {
            if (!ReferenceEquals(TerminalSanitizer.Sanitize(inner.Message.Replace("\r", "")), inner.Message.Replace("\r", "")))
            {
                return null;
            }
        }

        return cause;
    }
}
