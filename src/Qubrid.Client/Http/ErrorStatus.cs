using Qubrid.Client.Serialization;

namespace Qubrid.Client.Http;

/// <summary>Maps a status, or an error code if there is no status, to the kind of an error and to whether it is transient.</summary>
internal static class ErrorStatus
{
    // Parts of error codes without separators; the first match is used. Vendors spell the same code in many ways.
    private static readonly (string Part, int Status)[] s_statuses =
    [
        ("quota", 429), ("insufficientbalance", 429), ("insufficientcredit", 429), ("insufficientfunds", 429), ("creditbalance", 429),
        ("billing", 429), ("arrear", 429), ("paymentrequired", 429),
        ("ratelimit", 429), ("toomanyrequests", 429), ("throttl", 429), ("resourceexhausted", 429),
        ("apikey", 401), ("unauthorized", 401), ("unauthenticated", 401), ("authentication", 401), ("invalidtoken", 401),
        ("permission", 403), ("forbidden", 403), ("accessdenied", 403),
        ("modelnotfound", 404), ("notfound", 404), ("modelnotexist", 404),
        ("contextlength", 400), ("invalidrequest", 400), ("badrequest", 400), ("invalidargument", 400), ("invalidparameter", 400),
        ("contentfilter", 400), ("contentpolicy", 400), ("unprocessable", 422),
        ("overload", 503), ("unavailable", 503), ("gatewaytimeout", 504), ("deadlineexceeded", 504), ("badgateway", 502),
        ("internalerror", 500), ("internalserver", 500), ("servererror", 500),
    ];

    private static readonly string[] s_exhausted =
    [
        "insufficientquota", "exceededcurrentquota", "quotaexceeded", "quotaexhausted", "insufficientbalance", "insufficientcredit",
        "insufficientfunds", "creditbalance", "billing", "arrear", "paymentrequired",
    ];

    private static readonly string[] s_modelNotFound = ["modelnotfound", "modelnotexist", "unknownmodel", "invalidmodel"];

    /// <summary>Returns the kind of an error with the status.</summary>
    internal static QubridErrorKind ToKind(int status) => status switch
    {
        401 or 403 => QubridErrorKind.Unauthorized,
        404 => QubridErrorKind.NotFound,
        429 => QubridErrorKind.RateLimited,
        407 => QubridErrorKind.ConnectionFailed, // from the proxy; the service did not receive the request
        408 => QubridErrorKind.Timeout,
        >= 400 and < 500 => QubridErrorKind.InvalidRequest,
        >= 500 => QubridErrorKind.ServerError,
        _ => QubridErrorKind.InvalidResponse,
    };

    /// <summary>Returns the status of an error inside a response with a successful status: the one that it contains, or the one that matches its code.</summary>
    internal static int? Find(ApiError error) => error.Status ?? FromCode(error.Code);

    /// <summary>Returns whether the quota or credit of the account is used up, so that a retry does not help.</summary>
    internal static bool IsQuotaExhausted(ApiError error) => IsExhausted(error.Code) || IsExhausted(error.Type);

    /// <summary>Returns whether the service does not have the model: some report it with status 400.</summary>
    internal static bool IsModelNotFound(QubridApiException failure) =>
        Array.Exists([failure.ErrorCode, failure.ErrorType, failure.ServiceMessage], text => Array.Exists(s_modelNotFound, Normalize(text).Contains));

    /// <summary>Returns whether the same request may succeed later. The header <c>x-should-retry</c> takes precedence over the status.</summary>
    internal static bool IsTransient(int? status, HttpResponseMessage response) => ShouldRetry(response) ?? IsTransient(status);

    /// <summary>Returns the value of the header <c>x-should-retry</c>; null if it is absent.</summary>
    internal static bool? ShouldRetry(HttpResponseMessage response) =>
        response.Headers.TryGetValues("x-should-retry", out var values) && bool.TryParse(values.FirstOrDefault(), out var value) ? value : null;

    private static bool IsTransient(int? status) => status is 408 or 409 or 429 or (>= 500 and not 501 and not 505);

    private static int? FromCode(string? code)
    {
        var normalized = Normalize(code);
        return normalized.Length == 0 ? null
            : s_statuses.Where(known => normalized.Contains(known.Part)).Select(known => (int?)known.Status).FirstOrDefault();
    }

    private static bool IsExhausted(string? code) => Array.Exists(s_exhausted, Normalize(code).Contains);

    private static string Normalize(string? code) => new([.. (code ?? "").Where(char.IsLetter).Select(char.ToLowerInvariant)]);
}
