using static QubridPS.Tests.Faults.FaultResponses;
using QubridPS.Tests.Support;


namespace QubridPS.Tests.Faults;

/// <summary>Contains the matrix. Each row is a fault, with the expected error ids, text and attempts in each mode: see <see cref="FaultCase"/>.</summary>
internal static class FaultTable
{
    private const string ClosedPort = "http://127.0.0.1:1/v1";
    private const string UnknownHost = "https://qubrid.invalid/v1";
    private const string ShortTimeout = "-OperationTimeoutSeconds 0.2";

    // The netstandard2.0 build can distinguish these cases in .NET Framework only, and the tests run it in .NET.
    private static string InvalidBody => IsDesktop ? "ConnectionFailed" : "InvalidResponse";

    private static string Attempts => IsDesktop ? "2 2 2 2 2 2" : "1 1 1 1 1 1";

    private static bool IsDesktop => TestSettings.ModuleBuild == "netstandard2.0";

    internal static FaultCase[] Rows { get; } =
    [
        //                                  streamed request     text      buffered request     attempts: default -Stream -Live -NoStream -Each batch
        new("refused",                      "ConnectionFailed",  "",       "ConnectionFailed",  "2 2 2 2 2 2", null) { Address = ClosedPort },
        new("DNS failure",                  "ConnectionFailed",  "",       "ConnectionFailed",  "2 2 2 2 2 2", null) { Address = UnknownHost },
        new("reset before headers",         "ConnectionFailed",  "",       "ConnectionFailed",  "2 2 2 2 2 2", ResetConnection()),
        new("reset in the middle",          "StreamInterrupted", "Half",   "StreamInterrupted", "2 1 1 2 2 2", PartialThen(ResetConnection())),
        new("stall before headers",         "Timeout",           "",       "Timeout",           "1 1 1 1 1 1", Stall()) { TimeoutArguments = ShortTimeout },
        new("stall before the first token", "StreamInterrupted", "",       "StreamInterrupted", "2 2 2 2 2 2", Send(": hi\n\n", " ", Stall())) { TimeoutArguments = ShortTimeout },
        new("stall in the middle",          "StreamInterrupted", "Half",   "StreamInterrupted", "2 1 1 2 2 2", PartialThen(Stall())) { TimeoutArguments = ShortTimeout },
        new("truncated chunked body",       "StreamInterrupted", "Half",   "StreamInterrupted", "2 1 1 2 2 2", PartialThen(BreakConnection())),

        new("302 to another path",          "InvalidResponse",   "",       "InvalidResponse",   "1 1 1 1 1 1", SendStatus(302, "", ("Location", "/elsewhere"))),
        new("307 to another host",          "InvalidResponse",   "",       "InvalidResponse",   "1 1 1 1 1 1", SendStatus(307, "", ("Location", "https://qubrid.invalid/"))),
        new("204",                          "InvalidResponse",   "",       "InvalidResponse",   "1 1 1 1 1 1", SendStatus(204, "")),
        new("400",                          "InvalidRequest",    "",       "InvalidRequest",    "1 1 1 1 1 1", Error(400)),
        new("401",                          "Unauthorized",      "",       "Unauthorized",      "1 1 1 1 1 1", Error(401)),
        new("403",                          "Unauthorized",      "",       "Unauthorized",      "1 1 1 1 1 1", Error(403)),
        new("404",                          "NotFound",          "",       "NotFound",          "1 1 1 1 1 1", Error(404)),
        new("408",                          "Timeout",           "",       "Timeout",           "2 2 2 2 2 2", Error(408)),
        new("409",                          "InvalidRequest",    "",       "InvalidRequest",    "2 2 2 2 2 2", Error(409)),
        new("413",                          "InvalidRequest",    "",       "InvalidRequest",    "1 1 1 1 1 1", Error(413)),
        new("422",                          "InvalidRequest",    "",       "InvalidRequest",    "1 1 1 1 1 1", Error(422)),
        new("429 without Retry-After",      "RateLimited",       "",       "RateLimited",       "2 2 2 2 2 2", Error(429)),
        new("429 Retry-After a fraction",   "RateLimited",       "",       "RateLimited",       "2 2 2 2 2 2", Error(429, ("Retry-After", "0.1"))) { MinRetryDelay = Seconds(0.1) },
        new("429 Retry-After a past date",  "RateLimited",       "",       "RateLimited",       "2 2 2 2 2 2", Error(429, ("Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT"))),
        new("429 Retry-After nonsense",     "RateLimited",       "",       "RateLimited",       "2 2 2 2 2 2", Error(429, ("Retry-After", "soon"))),
        new("429 retry-after-ms",           "RateLimited",       "",       "RateLimited",       "2 2 2 2 2 2", Error(429, ("retry-after-ms", "100"))) { MinRetryDelay = Seconds(0.1) },
        new("429 longer than the total",    "RateLimited",       "",       "RateLimited",       "1 1 1 1 1 1", Error(429, ("Retry-After", "3600"))) { TimeoutArguments = "-TimeoutSeconds 60" },
        new("429 longer than the limit",    "RateLimited",       "",       "RateLimited",       "1 1 1 1 1 1", Error(429, ("Retry-After", "86400"))),
        new("429 with an exhausted quota",       "RateLimited",       "",       "RateLimited",       "1 1 1 1 1 1", SendStatus(429, """{"error":{"message":"no","code":"insufficient_quota"}}""")),
        new("429 not to be retried",        "RateLimited",       "",       "RateLimited",       "1 1 1 1 1 1", Error(429, ("x-should-retry", "false"))),
        new("429 inside a response",         "RateLimited",       "",       "RateLimited",       "2 2 2 2 2 2", Send("data: {\"code\":429,\"message\":\"no\"}\n\n", """{"error":{"code":"429","message":"no"}}""")),
        new("500",                          "ServerError",       "",       "ServerError",       "2 2 2 2 2 2", Error(500)),
        new("501",                          "ServerError",       "",       "ServerError",       "1 1 1 1 1 1", Error(501)),
        new("502 HTML",                     "ServerError",       "",       "ServerError",       "2 2 2 2 2 2", SendStatus(502, "<html><title>Bad Gateway</title></html>")),
        new("503",                          "ServerError",       "",       "ServerError",       "2 2 2 2 2 2", Error(503)),
        new("505",                          "ServerError",       "",       "ServerError",       "1 1 1 1 1 1", Error(505)),
        new("520",                          "ServerError",       "",       "ServerError",       "2 2 2 2 2 2", Error(520)),
        new("504",                          "ServerError",       "",       "ServerError",       "2 2 2 2 2 2", Error(504)),

        new("empty body",                   "StreamInterrupted", "",       "InvalidResponse",   "2 2 2 1 2 2", Send("", "")),
        new("wrong content type",           "Ok",                "Whole",  "Ok",                "1 1 1 1 1 1", WithContentType("text/plain", SseFixtures.DoneStream("Whole"), SseFixtures.CompletionJson("Whole"))),
        new("buffered response for a streamed request",    "Ok",                "Whole",  "Ok",                "1 1 1 1 1 1", WithContentType("application/json", SseFixtures.CompletionJson("Whole"), SseFixtures.CompletionJson("Whole"))),
        new("stream for a buffered request",    "Ok",                "Whole",  "Ok",                "1 1 1 1 1 1", WithContentType("text/event-stream", SseFixtures.DoneStream("Whole"), SseFixtures.DoneStream("Whole"))),
        new("web page",                     "InvalidResponse",   "",       "InvalidResponse",   "1 1 1 1 1 1", WithContentType("text/html", LoginPage, LoginPage)),
        new("invalid JSON",                 "InvalidResponse",   "Half",   "InvalidResponse",   "1 1 1 1 1 1", Send(SseFixtures.PartialStream + "data: {oops\n\n", "{oops")),
        new("JSON of an unexpected structure",      "InvalidResponse",   "Half",   "InvalidResponse",   "1 1 1 1 1 1", Send(SseFixtures.PartialStream + "data: {\"choices\":{}}\n\n", "{\"choices\":7}")),
        new("JSON without choices",         "InvalidResponse",   "",       "InvalidResponse",   "1 1 1 1 1 1", Send("data: {}\n\ndata: [DONE]\n\n", "{}")),
        new("invalid UTF-8",                "Ok",                "Wh\uFFFDle", "Ok",            "1 1 1 1 1 1", Latin1(SseFixtures.DoneStream("Wh\u00FFle"), SseFixtures.CompletionJson("Wh\u00FFle"))),
        new("unpaired surrogate",             "Ok",                "Wh\uD83Dle", "Ok",            "1 1 1 1 1 1", Send(SseFixtures.DoneStream("Wh\\ud83dle"), SseFixtures.CompletionJson("Wh\\ud83dle"))),
        new("error event",                  "StreamError",       "Half",   "StreamError",       "1 1 1 1 1 1", Send(SseFixtures.PartialStream + "data: " + SseFixtures.ErrorEvent + "\n\n", SseFixtures.ErrorEvent)),
        new("no [DONE]",                    "Ok",                "Whole",  "Ok",                "1 1 1 1 1 1", Send(SseFixtures.FinishedStream("Whole"), SseFixtures.CompletionJson("Whole"))),
        new("no finish",                    "StreamInterrupted", "Half",   "Ok",                "2 1 1 1 2 2", Send(SseFixtures.PartialStream, SseFixtures.CompletionJson("Half", finishReason: "null"))),
        new("gzip body",                    "Ok",                "Whole",  "Ok",                "1 1 1 1 1 1", Gzip(SseFixtures.DoneStream("Whole"), SseFixtures.CompletionJson("Whole"))),
        new("content labeled as gzip that is not gzip",            "InvalidResponse",   "",       "InvalidResponse",   "1 1 1 1 1 1", WithContentType("text/event-stream", "no gzip", "no gzip", ("Content-Encoding", "gzip"))),
        new("unknown content encoding",              "InvalidResponse",   "",       "InvalidResponse",   "1 1 1 1 1 1", WithContentType("text/event-stream", "x", "x", ("Content-Encoding", "zstd"))),
        new("huge header",                  InvalidBody,          "",       InvalidBody,          Attempts,         SendStatus(200, "", ("x-large", new string('x', 1_000_000)))),
        new("not HTTP",               InvalidBody,          "",       InvalidBody,          Attempts,         SendRaw("220 mail.example ESMTP\r\n\r\n")),
        new("100 MB error body",            "InvalidRequest",    "",       "InvalidRequest",    "1 1 1 1 1 1", EndlessBody(400)) { MaxBytes = 20_000_000 },
    ];
}
