using System.Net;
using System.Text.Json;
using Qubrid.Client.Security;
using Qubrid.Client.Serialization;
using Qubrid.Client.Text;

namespace Qubrid.Client.Http;

/// <summary>Creates the <see cref="QubridApiException"/> for a failed response or for an exception during a call. No other type does.</summary>
internal static class ApiExceptionFactory
{
    /// <summary>Creates the exception for a response with an error status.</summary>
    internal static QubridApiException FromResponse(HttpResponseMessage response, byte[] body, ApiKey key)
    {
        var status = (int)response.StatusCode;
        var sender = status == (int)HttpStatusCode.ProxyAuthenticationRequired ? "proxy" : "service";
        return FromServiceError(ApiError.Parse(body).ToSanitized(key), $"The {sender} returned {status} {response.ReasonPhrase}".TrimEnd(), status, response);
    }

    /// <summary>Creates the exception for an error inside a response with a successful status. If the error contains a status, that one determines the kind.</summary>
    internal static QubridApiException FromApiError(ApiError error, HttpResponseMessage response, ApiKey key) =>
        FromServiceError(error.ToSanitized(key), "The service reported an error in its response", ErrorStatus.Find(error), response);

    /// <summary>Creates the exception for a redirect, which is never followed.</summary>
    internal static QubridApiException FromRedirect(HttpResponseMessage response) =>
        new(
            QubridErrorKind.InvalidResponse,
            $"The service returned a redirect ({(int)response.StatusCode}){DescribeRedirectTarget(response)}. Redirects are not followed, to protect the API key and the prompt.")
        {
            StatusCode = response.StatusCode,
            RequestId = GetRequestId(response),
        };

    /// <summary>Creates the exception for a response that ended too early. It is transient unless the service says otherwise.</summary>
    internal static QubridApiException StreamInterrupted(string message, HttpResponseMessage response, Exception? cause = null) =>
        new(QubridErrorKind.StreamInterrupted, message, cause)
        {
            StatusCode = response.StatusCode,
            RequestId = GetRequestId(response),
            IsTransient = ErrorStatus.ShouldRetry(response) ?? true,
        };

    /// <summary>Creates the exception for a response that cannot be read, and would not be readable if it were requested again.</summary>
    internal static QubridApiException InvalidResponse(string message, HttpResponseMessage response, Exception? cause = null) =>
        new(QubridErrorKind.InvalidResponse, message, cause) { StatusCode = response.StatusCode, RequestId = GetRequestId(response) };

    /// <summary>Translates an exception that was thrown before a response was received. Returns null if the caller canceled the call.</summary>
    internal static QubridApiException? BeforeResponse(Exception cause, HttpTransport transport, CallDeadline deadline, IdleTimer idle, ApiKey key) =>
        FromCall(cause, deadline, key) ?? (deadline.IsCanceled ? null : BeforeResponse(cause, transport.DescribeRoute(), idle, key));

    /// <summary>Translates an exception that was thrown while a response was read. Returns null if the caller canceled the call.</summary>
    internal static QubridApiException? DuringResponse(Exception cause, HttpResponseMessage response, CallDeadline deadline, IdleTimer idle, ApiKey key) =>
        FromCall(cause, deadline, key) ?? (deadline.IsCanceled ? null : DuringResponse(cause, response, idle, key));

    /// <summary>Creates the exception for an expired total timeout. If the cause is the failure of an attempt, the message contains it.</summary>
    internal static QubridApiException TotalTimeout(Exception? cause, CallDeadline deadline) =>
        new(
            QubridErrorKind.Timeout,
            Sentence.Join(
                FormattableString.Invariant($"The call exceeded the total timeout of {deadline.TotalTimeout.TotalSeconds:0.###} s."),
                cause is QubridApiException apiException ? $"The last attempt failed: {apiException.Message}" : null),
            cause);

    /// <summary>Returns the service's identifier of the request, or null.</summary>
    internal static string? GetRequestId(HttpResponseMessage response) =>
        response.Headers.TryGetValues("x-request-id", out var values) || response.Headers.TryGetValues("request-id", out values)
            ? TerminalSanitizer.SanitizeLine(values.FirstOrDefault())
            : null;

    private static QubridApiException FromServiceError(ApiError error, string summary, int? status, HttpResponseMessage response)
    {
        var isTooLong = ContextLengthError.Matches(error, status);
        status ??= isTooLong ? (int)HttpStatusCode.BadRequest : null;
        var isExhausted = ErrorStatus.IsQuotaExhausted(error);
        var detail = error.Message ?? error.Code ?? error.Type;
        var message = detail is null ? summary + "." : $"{summary}: {detail}";
        return new QubridApiException(
            status is null ? QubridErrorKind.StreamError : ErrorStatus.ToKind(status.Value),
            isExhausted ? Sentence.Join(message, "The quota of the account is used up, so the request is not retried.") : message)
        {
            StatusCode = error.Status is { } stated && response.IsSuccessStatusCode ? (HttpStatusCode)stated : response.StatusCode,
            ErrorType = error.Type,
            ErrorCode = error.Code,
            ServiceMessage = error.Message,
            RequestId = GetRequestId(response),
            RetryAfter = RetryAfterHeader.Parse(response.Headers) ?? error.RetryAfter,
            IsQuotaExhausted = isExhausted,
            IsContextLengthExceeded = isTooLong,
            IsTransient = !isExhausted && ErrorStatus.IsTransient(status, response),
        };
    }

    private static QubridApiException? FromCall(Exception cause, CallDeadline deadline, ApiKey key) =>
        cause as QubridApiException ?? (deadline.IsExpired ? TotalTimeout(ResponseCause.ToInner(cause, key), deadline) : null);

    private static QubridApiException BeforeResponse(Exception cause, string route, IdleTimer idle, ApiKey key)
    {
        var inner = ResponseCause.ToInner(cause, key);
        if (idle.HasExpired)
        {
            return new(QubridErrorKind.Timeout, FormattableString.Invariant($"No response was received within {idle.IdleTimeout.TotalSeconds:0.###} s from {route}."), inner);
        }

        if (IsInvalidResponseHeader(cause))
        {
            return new(QubridErrorKind.InvalidResponse, $"The headers of the response cannot be read: {ResponseCause.Describe(cause, key)}", inner);
        }

        // SocketsHttpHandler reports its connect timeout as a cancellation.
        return cause is OperationCanceledException
            ? new(QubridErrorKind.Timeout, $"The connection to {route} was not established within the connection timeout.", inner) { IsTransient = true, IsConnectTimeout = true }
            : new(QubridErrorKind.ConnectionFailed, $"{(IsResponseEnded(cause) ? "The connection was lost to" : "Cannot connect to")} {route}: {ResponseCause.Describe(cause, key)}", inner) { IsTransient = true };
    }

    private static QubridApiException DuringResponse(Exception cause, HttpResponseMessage response, IdleTimer idle, ApiKey key)
    {
        var inner = ResponseCause.ToInner(cause, key);
        if (idle.HasExpired)
        {
            return StreamInterrupted(FormattableString.Invariant($"The response stalled: no data was received for {idle.IdleTimeout.TotalSeconds:0.###} s."), response, inner);
        }

        return cause is JsonException or InvalidDataException or InvalidOperationException and not ObjectDisposedException || ResponseCause.IsLimitExceeded(cause)
            ? InvalidResponse($"The response cannot be read: {ResponseCause.Describe(cause, key)}", response, inner)
            : StreamInterrupted($"The connection was lost before the response was complete: {ResponseCause.Describe(cause, key)}", response, inner);
    }

    // The server responded, but not with HTTP or with too many headers. A retry would have the same result.
    private static bool IsInvalidResponseHeader(Exception cause) =>
#if NET
        cause is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded };
#else
        cause.InnerException is WebException { Status: WebExceptionStatus.ServerProtocolViolation or WebExceptionStatus.MessageLengthLimitExceeded };
#endif

    private static bool IsResponseEnded(Exception cause) =>
#if NET
        cause is HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded or HttpRequestError.Unknown };
#else
        cause.InnerException is WebException { Status: WebExceptionStatus.ConnectionClosed or WebExceptionStatus.ReceiveFailure or WebExceptionStatus.KeepAliveFailure };
#endif

    private static string DescribeRedirectTarget(HttpResponseMessage response) =>
        response.Headers.Location is { } location ? $" to {(location.IsAbsoluteUri ? location.GetLeftPart(UriPartial.Path) : location.OriginalString.Split('?', '#')[0])}" : "";
}
