using System.Net;

namespace Qubrid.Client;

/// <summary>A call that failed, with all that is known of it.</summary>
public sealed class QubridApiException : Exception
{
    private string? _sentence;

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
        : base(Sentence.End(TerminalSanitizer.Sanitize(message)), ToSafe(innerException)) => Kind = kind;

    /// <summary>A failure of an answer that came whole and will not do; it is kept as the partial completion.</summary>
    public static QubridApiException FromCompletion(ChatCompletion completion, QubridErrorKind kind, string message, Exception? cause = null) => new(kind, message, cause)
    {
        Model = completion.Model,
        PartialCompletion = completion,
        RequestId = completion.RequestId,
        Attempts = completion.ClientMetrics?.Attempts ?? 0,
    };

    /// <inheritdoc/>
    public override string Message => _sentence is null ? base.Message : $"{base.Message.TrimEnd('.')}. {_sentence}";

    /// <summary>What went wrong.</summary>
    public QubridErrorKind Kind { get; }

    /// <summary>The HTTP status, or the one that an error inside a good response states for itself; null where no answer came.</summary>
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

    /// <summary>Gets whether the account has no quota or credit left (codes such as <c>insufficient_quota</c>): waiting does not help.</summary>
    public bool IsQuotaExhausted { get; init; }

    /// <summary>The model that was asked; null where the call was not a chat.</summary>
    public string? Model { get; internal set; }

    /// <summary>Requests sent, from 1; 0 where none was.</summary>
    public int Attempts { get; internal set; }

    /// <summary>What had arrived before the failure; null where nothing had.</summary>
    public ChatCompletion? PartialCompletion { get; internal set; }

    /// <summary>Sending the same again may help.</summary>
    internal bool IsTransient { get; init; }

    /// <summary>Adds to the message what only the caller's limits tell.</summary>
    internal void AddSentence(string sentence) => _sentence = sentence;

    // A parser repeats what it could not read: as a cause it would bring that to the terminal all the same.
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
