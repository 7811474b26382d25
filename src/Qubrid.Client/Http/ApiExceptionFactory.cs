using System.Net;
using System.Text.Json;
using Qubrid.Client.Security;
using Qubrid.Client.Serialization;

namespace Qubrid.Client.Http;

/// <summary>The one place that turns what went wrong into a <see cref="QubridApiException"/>.</summary>
internal static class ApiExceptionFactory
{
    internal static QubridApiException FromResponse(HttpResponseMessage response, byte[] body, ApiKey key)
    {
        var status = (int)response.StatusCode;
        var sender = status == (int)HttpStatusCode.ProxyAuthenticationRequired ? "proxy" : "service";
        return FromServiceError(ApiError.Parse(body).ToSanitized(key), $"The {sender} answered {status} {response.ReasonPhrase}".TrimEnd(), status, response);
    }

    /// <summary>Creates the exception for an error inside a response with a good status. A status that the error states counts as if it were the response's.</summary>
    internal static QubridApiException FromApiError(ApiError error, HttpResponseMessage response, ApiKey key) =>
        FromServiceError(error.ToSanitized(key), "The service reported an error in its answer", ErrorStatus.Find(error), response);

    internal static QubridApiException FromRedirect(HttpResponseMessage response) =>
        new(
            QubridErrorKind.InvalidResponse,
            $"The service answered {(int)response.StatusCode} with a redirect{DescribeRedirectTarget(response)}, which is not followed, since the key and the prompt would go with it.")
        {
            StatusCode = response.StatusCode,
            RequestId = GetRequestId(response),
        };

    internal static QubridApiException StreamInterrupted(string message, HttpResponseMessage response, Exception? cause = null) =>
        new(QubridErrorKind.StreamInterrupted, message, cause)
        {
            StatusCode = response.StatusCode,
            RequestId = GetRequestId(response),
            IsTransient = ErrorStatus.ShouldRetry(response) ?? true,
        };

    internal static QubridApiException InvalidResponse(string message, HttpResponseMessage response, Exception? cause = null) =>
        new(QubridErrorKind.InvalidResponse, message, cause) { StatusCode = response.StatusCode, RequestId = GetRequestId(response) };

    /// <summary>What ended an attempt: null where the caller stopped the call, which is no failure.</summary>
    internal static QubridApiException? FromException(Exception cause, HttpResponseMessage? response, CallDeadline deadline, IdleTimer idle, ApiKey key)
    {
        if (cause is QubridApiException apiException)
        {
            return apiException;
        }

        if (deadline.IsExpired)
        {
            return TotalTimeout(ResponseCause.ToInner(cause, key));
        }

        if (deadline.Token.IsCancellationRequested)
        {
            return null;
        }

        return response is null ? BeforeResponse(cause, idle, key) : DuringResponse(cause, response, idle, key);
    }

    internal static QubridApiException TotalTimeout(Exception? cause) =>
        new(
            QubridErrorKind.Timeout,
            "The call took longer than the total timeout allows." + (cause is QubridApiException apiException ? $" Before that: {apiException.Message}" : ""),
            cause);

    internal static string? GetRequestId(HttpResponseMessage response) =>
        response.Headers.TryGetValues("x-request-id", out var values) || response.Headers.TryGetValues("request-id", out values)
            ? TerminalSanitizer.SanitizeLine(values.FirstOrDefault())
            : null;

    private static QubridApiException FromServiceError(ApiError error, string said, int? status, HttpResponseMessage response)
    {
        var isExhausted = ErrorStatus.IsQuotaExhausted(error);
        var words = error.Message ?? error.Code ?? error.Type;
        var message = words is null ? said + "." : $"{said}: {words}";
        return new QubridApiException(
            status is null ? QubridErrorKind.StreamError : ErrorStatus.ToKind(status.Value),
            isExhausted ? $"{message.TrimEnd('.')}. The quota of the account is used up, so the request is not sent again." : message)
        {
            StatusCode = error.Status is { } stated && response.IsSuccessStatusCode ? (HttpStatusCode)stated : response.StatusCode,
            ErrorType = error.Type,
            ErrorCode = error.Code,
            ServiceMessage = error.Message,
            RequestId = GetRequestId(response),
            RetryAfter = RetryAfterHeader.Parse(response.Headers) ?? error.RetryAfter,
            IsQuotaExhausted = isExhausted,
            IsTransient = !isExhausted && ErrorStatus.IsTransient(status, response),
        };
    }

    private static QubridApiException BeforeResponse(Exception cause, IdleTimer idle, ApiKey key)
    {
        var inner = ResponseCause.ToInner(cause, key);
        if (idle.HasExpired)
        {
            return new(QubridErrorKind.Timeout, FormattableString.Invariant($"No answer began within {idle.IdleTimeout.TotalSeconds:0.###} s."), inner);
        }

        if (IsInvalidResponseHeader(cause))
        {
            return new(QubridErrorKind.InvalidResponse, $"The answer's headers cannot be read: {ResponseCause.Describe(cause, key)}", inner);
        }

        // SocketsHttpHandler tells its connect timeout as a cancellation.
        return cause is OperationCanceledException
            ? new(QubridErrorKind.Timeout, "No connection could be made within the connection timeout.", inner) { IsTransient = true }
            : new(QubridErrorKind.ConnectionFailed, $"No connection to the service: {ResponseCause.Describe(cause, key)}", inner) { IsTransient = true };
    }

    private static QubridApiException DuringResponse(Exception cause, HttpResponseMessage response, IdleTimer idle, ApiKey key)
    {
        var inner = ResponseCause.ToInner(cause, key);
        if (idle.HasExpired)
        {
            return StreamInterrupted(FormattableString.Invariant($"The answer stalled: nothing came for {idle.IdleTimeout.TotalSeconds:0.###} s."), response, inner);
        }

        return cause is JsonException or InvalidDataException or InvalidOperationException and not ObjectDisposedException || ResponseCause.IsLimitExceeded(cause)
            ? InvalidResponse($"The answer cannot be read: {ResponseCause.Describe(cause, key)}", response, inner)
            : StreamInterrupted($"The connection was lost in the middle of the answer: {ResponseCause.Describe(cause, key)}", response, inner);
    }

    // There was an answer, so this is no connection's failure, and it would come again: no HTTP, or headers beyond all bounds.
    private static bool IsInvalidResponseHeader(Exception cause) =>
#if NET
        cause is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded };
#else
        cause.InnerException is WebException { Status: WebExceptionStatus.ServerProtocolViolation or WebExceptionStatus.MessageLengthLimitExceeded };
#endif

    private static string DescribeRedirectTarget(HttpResponseMessage response) =>
        response.Headers.Location is { } location ? $" to {(location.IsAbsoluteUri ? location.GetLeftPart(UriPartial.Path) : location.OriginalString.Split('?', '#')[0])}" : "";
}
