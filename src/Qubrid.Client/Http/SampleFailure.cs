using System.Net;
using System.Text;
using System.Text.Json;
using Qubrid.Client.Http;
using Qubrid.Client.Security;

namespace Qubrid.Client;

/// <summary>Describes a failed call for tests of error handling. Its exception is created by the code that handles real responses.</summary>
public sealed record SampleFailure
{
    /// <summary>Gets the kind of the error; null to derive it from <see cref="StatusCode"/>.</summary>
    public QubridErrorKind? Kind { get; init; }

    /// <summary>Gets the HTTP status, 300 to 599; null to use the usual status of <see cref="Kind"/>.</summary>
    public int? StatusCode { get; init; }

    /// <summary>Gets the service's message or, for an error that the service does not report, the whole message; null to use the usual message.</summary>
    public string? Message { get; init; }

    /// <summary>Gets the delay that the service requests before a retry; null if it requests none.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets the model of the request; null if the call was not a chat call.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the part of the completion that was received before the failure; null if there was none.</summary>
    public ChatCompletion? PartialCompletion { get; init; }

    /// <summary>Creates the exception.</summary>
    /// <exception cref="InvalidOperationException">Both <see cref="Kind"/> and <see cref="StatusCode"/> are null.</exception>
    public QubridApiException ToException()
    {
        var failure = CreateFromStatus() is { } created && (Kind is null || Kind == created.Kind) ? created : ToExceptionOfKind(Kind ?? throw new InvalidOperationException());
        failure.Attempts = 1;
        failure.Model = Model;
        failure.PartialCompletion = PartialCompletion;
        return failure;
    }

    private QubridApiException? CreateFromStatus()
    {
        if ((StatusCode ?? GetDefaultStatus()) is not { } status)
        {
            return null;
        }

        using var response = new HttpResponseMessage((HttpStatusCode)status);
        if (RetryAfter is { } delay)
        {
            response.Headers.TryAddWithoutValidation("retry-after-ms", FormattableString.Invariant($"{delay.TotalMilliseconds:0}"));
        }

        var body = Message is null ? "" : $$$"""{"error":{"message":"{{{JsonEncodedText.Encode(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(Message)))}}}"}}""";
        var noKey = new ApiKey(new NetworkCredential("", Guid.NewGuid().ToString()).SecurePassword);
        return ApiExceptionFactory.FromResponse(response, Encoding.UTF8.GetBytes(body), noKey);
    }

    private int? GetDefaultStatus() => Kind switch
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
        return new(kind, kind == QubridErrorKind.StreamError ? $"The service reported an error in its response: {Message ?? "(no message)"}" : Message ?? GetDefaultMessage(kind))
        {
            StatusCode = StatusCode is { } status ? (HttpStatusCode)status : isInResponse ? HttpStatusCode.OK : null,
            ServiceMessage = kind == QubridErrorKind.StreamError ? Message : null,
            RetryAfter = RetryAfter,
        };
    }

    private static string GetDefaultMessage(QubridErrorKind kind) => kind switch
    {
        QubridErrorKind.ConnectionFailed => "Cannot connect to the service: Connection refused.",
        QubridErrorKind.Timeout => "No response was received within 100 s.",
        QubridErrorKind.StreamInterrupted => "The connection was lost before the response was complete.",
        QubridErrorKind.InvalidResponse => "The response is not a chat completion.",
        QubridErrorKind.SchemaMismatch => "The completion does not match the schema.",
        QubridErrorKind.ToolRoundLimit => "The model still called tools after 8 rounds.",
        QubridErrorKind.NotInteractive => "A call of the tool 'Remove-Item' requires confirmation, and this session cannot prompt for it. The call was not run.",
        QubridErrorKind.RedactionFailed => "The regular expression 'a.*b' takes too long on a text of 1048576 characters.",
        QubridErrorKind.JournalMiss => "The journal contains no completion for the request.",
        QubridErrorKind.JournalUnusable => "The journal cannot be used.",
        _ => $"The call to the service failed: {kind}.",
    };
}
