using System.Net;

namespace Qubrid.Client;

/// <summary>A call that failed, with all that is known of it.</summary>
public sealed class QubridApiException : Exception
{
    /// <summary>Makes an exception of unknown cause.</summary>
    public QubridApiException()
        : this(QubridErrorKind.ServerError, "The call to the service failed.")
    {
    }

    /// <summary>Makes an exception of unknown cause.</summary>
    public QubridApiException(string message)
        : this(QubridErrorKind.ServerError, message)
    {
    }

    /// <summary>Makes an exception of unknown cause.</summary>
    public QubridApiException(string message, Exception? innerException)
        : this(QubridErrorKind.ServerError, message, innerException)
    {
    }

    /// <summary>Makes an exception of that kind.</summary>
    public QubridApiException(QubridErrorKind kind, string message, Exception? innerException = null)
        : base(Sentence.End(message), innerException) => Kind = kind;

    /// <summary>A failure of an answer that came whole and will not do; it is kept as the partial completion.</summary>
    public static QubridApiException About(ChatCompletion answer, QubridErrorKind kind, string message, Exception? cause = null) => new(kind, message, cause)
    {
        Model = answer.Model,
        PartialCompletion = answer,
        RequestId = answer.RequestId,
        Attempts = answer.ClientMetrics?.Attempts ?? 0,
    };

    /// <summary>What went wrong.</summary>
    public QubridErrorKind Kind { get; }

    /// <summary>The HTTP status; null where no answer came.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>The service's own type of the error (wire: <c>error.type</c>).</summary>
    public string? ErrorType { get; init; }

    /// <summary>The service's own code of the error (wire: <c>error.code</c>).</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The service's own words (wire: <c>error.message</c>, or what a gateway wrote).</summary>
    public string? ServiceMessage { get; init; }

    /// <summary>The service's id of the request (header <c>x-request-id</c>).</summary>
    public string? RequestId { get; init; }

    /// <summary>How long the service asks to wait (headers <c>retry-after-ms</c>, <c>Retry-After</c>).</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The model that was asked; null where the call was not a chat.</summary>
    public string? Model { get; internal set; }

    /// <summary>Requests sent, from 1; 0 where none was.</summary>
    public int Attempts { get; internal set; }

    /// <summary>What had arrived before the failure; null where nothing had.</summary>
    public ChatCompletion? PartialCompletion { get; internal set; }

    /// <summary>Sending the same again may help.</summary>
    internal bool IsTransient { get; init; }
}
