using System.Net;
using System.Text.Json;
using Qubrid.Client.Wire;

namespace Qubrid.Client.Http;

/// <summary>The one place that turns what went wrong into a <see cref="QubridApiException"/>.</summary>
internal static class Failure
{
    internal static QubridApiException FromResponse(HttpResponseMessage response, byte[] body, ApiKey key)
    {
        var status = response.StatusCode;
        var error = WireError.Parse(body).Without(key);
        var who = status == HttpStatusCode.ProxyAuthenticationRequired ? "proxy" : "service";
        var said = $"The {who} answered {(int)status} {response.ReasonPhrase}".TrimEnd();
        return new QubridApiException(KindOf(status), error.Message is null ? said + "." : $"{said}: {error.Message}")
        {
            StatusCode = status,
            ErrorType = error.Type,
            ErrorCode = error.Code,
            ServiceMessage = error.Message,
            RequestId = RequestId(response),
            RetryAfter = RetryAfter.Read(response.Headers),
            IsTransient = (int)status is 408 or 409 or 429 or 500 or 502 or 503 or 504,
        };
    }

    internal static QubridApiException FromRedirect(HttpResponseMessage response) =>
        new(
            QubridErrorKind.InvalidResponse,
            $"The service answered {(int)response.StatusCode} with a redirect{Target(response)}, which is not followed, since the key and the prompt would go with it.")
        {
            StatusCode = response.StatusCode,
            RequestId = RequestId(response),
        };

    internal static QubridApiException FromWireError(WireError error, HttpResponseMessage response, ApiKey key)
    {
        var shown = error.Without(key);
        return new(QubridErrorKind.StreamError, $"The service reported an error in its answer: {shown.Message ?? "(no message)"}")
        {
            StatusCode = response.StatusCode,
            ErrorType = shown.Type,
            ErrorCode = shown.Code,
            ServiceMessage = shown.Message,
            RequestId = RequestId(response),
        };
    }

    internal static QubridApiException Interrupted(string how, HttpResponseMessage response, Exception? cause = null) =>
        new(QubridErrorKind.StreamInterrupted, how, cause)
        {
            StatusCode = response.StatusCode,
            RequestId = RequestId(response),
            IsTransient = true,
        };

    internal static QubridApiException Invalid(string how, HttpResponseMessage response, Exception? cause = null) =>
        new(QubridErrorKind.InvalidResponse, how, cause) { StatusCode = response.StatusCode, RequestId = RequestId(response) };

    /// <summary>What ended an attempt: null where the caller stopped the call, which is no failure.</summary>
    internal static QubridApiException? From(Exception cause, HttpResponseMessage? response, CallClock clock, IdleTimer idle)
    {
        if (cause is QubridApiException known)
        {
            return known;
        }

        if (clock.IsTotalOver)
        {
            return TotalTimeout(cause);
        }

        if (clock.Token.IsCancellationRequested)
        {
            return null;
        }

        return response is null ? BeforeAnswer(cause, idle) : InAnswer(cause, response, idle);
    }

    internal static QubridApiException TotalTimeout(Exception cause) =>
        new(
            QubridErrorKind.Timeout,
            "The call took longer than the total timeout allows." + (cause is QubridApiException known ? $" Before that: {known.Message}" : ""),
            cause);

    internal static string? RequestId(HttpResponseMessage response) =>
        response.Headers.TryGetValues("x-request-id", out var values) || response.Headers.TryGetValues("request-id", out values)
            ? values.FirstOrDefault()
            : null;

    private static QubridApiException BeforeAnswer(Exception cause, IdleTimer idle)
    {
        if (idle.IsOver)
        {
            return new(QubridErrorKind.Timeout, FormattableString.Invariant($"No answer began within {idle.Limit.TotalSeconds:0.###} s."), cause);
        }

        if (IsUnreadableHead(cause))
        {
            return new(QubridErrorKind.InvalidResponse, $"The answer's headers cannot be read: {Innermost(cause).Message}", cause);
        }

        // SocketsHttpHandler tells its connect timeout as a cancellation.
        return cause is OperationCanceledException
            ? new(QubridErrorKind.Timeout, "No connection could be made within the connection timeout.", cause) { IsTransient = true }
            : new(QubridErrorKind.ConnectionFailed, $"No connection to the service: {Innermost(cause).Message}", cause) { IsTransient = true };
    }

    private static QubridApiException InAnswer(Exception cause, HttpResponseMessage response, IdleTimer idle)
    {
        if (idle.IsOver)
        {
            return Interrupted(FormattableString.Invariant($"The answer stalled: nothing came for {idle.Limit.TotalSeconds:0.###} s."), response, cause);
        }

        return cause is JsonException or InvalidDataException or InvalidOperationException and not ObjectDisposedException
            ? Invalid($"The answer cannot be read: {cause.Message}", response, cause)
            : Interrupted($"The connection was lost in the middle of the answer: {Innermost(cause).Message}", response, cause);
    }

    // There was an answer, so this is no connection's failure, and it would come again: no HTTP, or headers beyond all bounds.
    private static bool IsUnreadableHead(Exception cause) =>
#if NET
        cause is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded };
#else
        cause.InnerException is WebException { Status: WebExceptionStatus.ServerProtocolViolation or WebExceptionStatus.MessageLengthLimitExceeded };
#endif

    private static QubridErrorKind KindOf(HttpStatusCode status) => (int)status switch
    {
        401 or 403 => QubridErrorKind.Unauthorized,
        404 => QubridErrorKind.NotFound,
        429 => QubridErrorKind.RateLimited,
        407 => QubridErrorKind.ConnectionFailed, // the proxy's own: the service never saw the request
        408 => QubridErrorKind.Timeout,
        >= 400 and < 500 => QubridErrorKind.InvalidRequest,
        >= 500 => QubridErrorKind.ServerError,
        _ => QubridErrorKind.InvalidResponse,
    };

    private static string Target(HttpResponseMessage response) =>
        response.Headers.Location is { } location ? $" to {(location.IsAbsoluteUri ? location.GetLeftPart(UriPartial.Path) : location.OriginalString.Split('?', '#')[0])}" : "";

    private static Exception Innermost(Exception cause) => cause.InnerException is { } inner ? Innermost(inner) : cause;
}
