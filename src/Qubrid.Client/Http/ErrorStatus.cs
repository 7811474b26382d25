using Qubrid.Client.Serialization;

namespace Qubrid.Client.Http;

/// <summary>Contains the rules that turn a status, or a code word where there is no status, into the kind of an error and whether it is transient.</summary>
internal static class ErrorStatus
{
    // Parts of code words without separators; the first that fits counts. Vendors spell the same word in many ways.
    private static readonly (string Part, int Status)[] s_words =
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

    internal static QubridErrorKind ToKind(int status) => status switch
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

    /// <summary>Returns the status of an error inside a response with a good status: the stated one, or the one that its code word stands for.</summary>
    internal static int? Find(ApiError error) => error.Status ?? FromWord(error.Code);

    /// <summary>Returns whether the account has no quota or credit left, which no retry changes.</summary>
    internal static bool IsQuotaExhausted(ApiError error) => IsExhausted(error.Code) || IsExhausted(error.Type);

    /// <summary>Returns whether the same request may succeed later. The service's own word, <c>x-should-retry</c>, counts more than the status.</summary>
    internal static bool IsTransient(int? status, HttpResponseMessage response) => ShouldRetry(response) ?? IsTransient(status);

    /// <summary>Returns what the header <c>x-should-retry</c> says; null where it is absent.</summary>
    internal static bool? ShouldRetry(HttpResponseMessage response) =>
        response.Headers.TryGetValues("x-should-retry", out var values) && bool.TryParse(values.FirstOrDefault(), out var says) ? says : null;

    private static bool IsTransient(int? status) => status is 408 or 409 or 429 or (>= 500 and not 501 and not 505);

    private static int? FromWord(string? code)
    {
        var word = Normalize(code);
        return word.Length == 0 ? null
            : s_words.Where(known => word.Contains(known.Part)).Select(known => (int?)known.Status).FirstOrDefault();
    }

    private static bool IsExhausted(string? word) => Array.Exists(s_exhausted, Normalize(word).Contains);

    private static string Normalize(string? word) => new([.. (word ?? "").Where(char.IsLetter).Select(char.ToLowerInvariant)]);
}
