using System.Net;
using System.Text;
using System.Text.Json;
using Qubrid.Client.Http;
using Qubrid.Client.Security;

namespace Qubrid.Client;

/// <summary>Describes a failed call that was not made, for tests of error paths. The exception is created where those of real responses are.</summary>
public sealed record SampleFailure
{
    /// <summary>Gets what went wrong; null to take it from <see cref="StatusCode"/>.</summary>
    public QubridErrorKind? Kind { get; init; }

    /// <summary>Gets the HTTP status, 300 to 599; null to take the usual one of <see cref="Kind"/>.</summary>
    public int? StatusCode { get; init; }

    /// <summary>Gets the service's words, or, where the failure is none of the service's, the whole message; null for the usual one.</summary>
    public string? Message { get; init; }

    /// <summary>Gets how long the service asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets the model that was asked.</summary>
    public string? Model { get; init; }

    /// <summary>Gets what had arrived before the failure.</summary>
    public ChatCompletion? PartialCompletion { get; init; }

    /// <summary>Creates the exception.</summary>
    /// <exception cref="InvalidOperationException">Neither a kind nor a status was given.</exception>
    public QubridApiException ToException()
    {
        var failure = Answered() is { } answered && (Kind is null || Kind == answered.Kind) ? answered : ToExceptionOfKind(Kind ?? throw new InvalidOperationException());
        failure.Attempts = 1;
        failure.Model = Model;
        failure.PartialCompletion = PartialCompletion;
        return failure;
    }

    private QubridApiException? Answered()
    {
        if ((StatusCode ?? UsualStatus()) is not { } status)
        {
            return null;
        }

        using var response = new HttpResponseMessage((HttpStatusCode)status);
        if (RetryAfter is { } wait)
        {
            response.Headers.TryAddWithoutValidation("retry-after-ms", FormattableString.Invariant($"{wait.TotalMilliseconds:0}"));
        }

        var body = Message is null ? "" : $$$"""{"error":{"message":"{{{JsonEncodedText.Encode(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(Message)))}}}"}}""";
        var noKey = new ApiKey(new NetworkCredential("", Guid.NewGuid().ToString()).SecurePassword);
        return ApiExceptionFactory.FromResponse(response, Encoding.UTF8.GetBytes(body), noKey);
    }

    private int? UsualStatus() => Kind switch
    {
        QubridErrorKind.Unauthorized => 401,
        QubridErrorKind.NotFound => 404,
        QubridErrorKind.InvalidRequest => 400,
        QubridErrorKind.RateLimited => 429,
        QubridErrorKind.ServerError => 500,
        _ => null,
    };

    private QubridApiException ToExceptionOfKind(QubridErrorKind kind)
    {
        var isInResponse = kind is QubridErrorKind.StreamInterrupted or QubridErrorKind.StreamError or QubridErrorKind.InvalidResponse;
        return new(kind, kind == QubridErrorKind.StreamError ? $"The service reported an error in its answer: {Message ?? "(no message)"}" : Message ?? UsualMessage(kind))
        {
            StatusCode = StatusCode is { } status ? (HttpStatusCode)status : isInResponse ? HttpStatusCode.OK : null,
            ServiceMessage = kind == QubridErrorKind.StreamError ? Message : null,
            RetryAfter = RetryAfter,
        };
    }

    private static string UsualMessage(QubridErrorKind kind) => kind switch
    {
        QubridErrorKind.ConnectionFailed => "No connection to the service: Connection refused.",
        QubridErrorKind.Timeout => "No answer began within 100 s.",
        QubridErrorKind.StreamInterrupted => "The connection was lost in the middle of the answer.",
        QubridErrorKind.InvalidResponse => "The answer is no chat completion.",
        QubridErrorKind.SchemaMismatch => "The answer does not fit the schema.",
        QubridErrorKind.ToolRoundLimit => "The model went on calling tools after 8 rounds.",
        QubridErrorKind.JournalMiss => "The journal holds no answer to the request.",
        QubridErrorKind.JournalUnusable => "The journal cannot be used.",
        _ => $"The call to the service failed: {kind}.",
    };
}
