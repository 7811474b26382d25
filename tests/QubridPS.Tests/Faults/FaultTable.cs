using static QubridPS.Tests.Faults.Act;
using static QubridPS.Tests.Faults.Fault;

namespace QubridPS.Tests.Faults;

/// <summary>The matrix. A row is a fault; columns of ids, text and attempts say what comes of it in each mode: see <see cref="Fault"/>.</summary>
internal static class FaultTable
{
    private const string Nowhere = "http://127.0.0.1:1/v1";
    private const string NoName = "https://qubrid.invalid/v1";
    private const string Impatient = "-OperationTimeoutSeconds 0.2";

    // What the netstandard2.0 build asks to tell this apart, only .NET Framework answers.
    private static string Unreadable => IsDesktop ? "ConnectionFailed" : "InvalidResponse";

    private static string Tries => IsDesktop ? "2 2 2 2 2 2" : "1 1 1 1 1 1";

    private static bool IsDesktop => Support.TestSettings.ModuleBuild == "netstandard2.0";

    internal static Fault[] Rows { get; } =
    [
        //                                  asked to stream      arrived   asked for a whole    tried: default -Stream -Live -NoStream -Each batch
        new("refused",                      "ConnectionFailed",  "",       "ConnectionFailed",  "2 2 2 2 2 2", null) { Address = Nowhere },
        new("DNS failure",                  "ConnectionFailed",  "",       "ConnectionFailed",  "2 2 2 2 2 2", null) { Address = NoName },
        new("reset before headers",         "ConnectionFailed",  "",       "ConnectionFailed",  "2 2 2 2 2 2", Reset()),
        new("reset in the middle",          "StreamInterrupted", "Half",   "StreamInterrupted", "2 1 1 2 2 2", Half(Reset())),
        new("stall before headers",         "Timeout",           "",       "Timeout",           "1 1 1 1 1 1", Stall()) { Patience = Impatient },
        new("stall before the first token", "StreamInterrupted", "",       "StreamInterrupted", "2 2 2 2 2 2", Send(": hi\n\n", " ", Stall())) { Patience = Impatient },
        new("stall in the middle",          "StreamInterrupted", "Half",   "StreamInterrupted", "2 1 1 2 2 2", Half(Stall())) { Patience = Impatient },
        new("truncated chunked body",       "StreamInterrupted", "Half",   "StreamInterrupted", "2 1 1 2 2 2", Half(Break())),

        new("302 to another path",          "InvalidResponse",   "",       "InvalidResponse",   "1 1 1 1 1 1", Status(302, "", ("Location", "/elsewhere"))),
        new("307 to another host",          "InvalidResponse",   "",       "InvalidResponse",   "1 1 1 1 1 1", Status(307, "", ("Location", "https://qubrid.invalid/"))),
        new("204",                          "InvalidResponse",   "",       "InvalidResponse",   "1 1 1 1 1 1", Status(204, "")),
        new("400",                          "InvalidRequest",    "",       "InvalidRequest",    "1 1 1 1 1 1", Refuse(400)),
        new("401",                          "Unauthorized",      "",       "Unauthorized",      "1 1 1 1 1 1", Refuse(401)),
        new("403",                          "Unauthorized",      "",       "Unauthorized",      "1 1 1 1 1 1", Refuse(403)),
        new("404",                          "NotFound",          "",       "NotFound",          "1 1 1 1 1 1", Refuse(404)),
        new("408",                          "Timeout",           "",       "Timeout",           "2 2 2 2 2 2", Refuse(408)),
        new("409",                          "InvalidRequest",    "",       "InvalidRequest",    "2 2 2 2 2 2", Refuse(409)),
        new("413",                          "InvalidRequest",    "",       "InvalidRequest",    "1 1 1 1 1 1", Refuse(413)),
        new("422",                          "InvalidRequest",    "",       "InvalidRequest",    "1 1 1 1 1 1", Refuse(422)),
        new("429 without Retry-After",      "RateLimited",       "",       "RateLimited",       "2 2 2 2 2 2", Refuse(429)),
        new("429 Retry-After seconds",      "RateLimited",       "",       "RateLimited",       "2 2 2 2 2 2", Refuse(429, ("Retry-After", "1"))) { Pause = Seconds(1) },
        new("429 Retry-After a fraction",   "RateLimited",       "",       "RateLimited",       "2 2 2 2 2 2", Refuse(429, ("Retry-After", "0.4"))) { Pause = Seconds(0.4) },
        new("429 Retry-After a date",       "RateLimited",       "",       "RateLimited",       "2 2 2 2 2 2", Later(429)) { Pause = Seconds(0.5) },
        new("429 Retry-After a past date",  "RateLimited",       "",       "RateLimited",       "2 2 2 2 2 2", Refuse(429, ("Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT"))),
        new("429 Retry-After nonsense",     "RateLimited",       "",       "RateLimited",       "2 2 2 2 2 2", Refuse(429, ("Retry-After", "soon"))),
        new("429 retry-after-ms",           "RateLimited",       "",       "RateLimited",       "2 2 2 2 2 2", Refuse(429, ("retry-after-ms", "300"))) { Pause = Seconds(0.3) },
        new("429 longer than the total",    "RateLimited",       "",       "RateLimited",       "1 1 1 1 1 1", Refuse(429, ("Retry-After", "3600"))) { Patience = "-TimeoutSeconds 60" },
        new("429 longer than the limit",    "RateLimited",       "",       "RateLimited",       "1 1 1 1 1 1", Refuse(429, ("Retry-After", "86400"))),
        new("429 of a used up quota",       "RateLimited",       "",       "RateLimited",       "1 1 1 1 1 1", Status(429, """{"error":{"message":"no","code":"insufficient_quota"}}""")),
        new("429 not to be retried",        "RateLimited",       "",       "RateLimited",       "1 1 1 1 1 1", Refuse(429, ("x-should-retry", "false"))),
        new("429 inside an answer",         "RateLimited",       "",       "RateLimited",       "2 2 2 2 2 2", Send("data: {\"code\":429,\"message\":\"no\"}\n\n", """{"error":{"code":"429","message":"no"}}""")),
        new("500",                          "ServerError",       "",       "ServerError",       "2 2 2 2 2 2", Refuse(500)),
        new("501",                          "ServerError",       "",       "ServerError",       "1 1 1 1 1 1", Refuse(501)),
        new("502 HTML",                     "ServerError",       "",       "ServerError",       "2 2 2 2 2 2", Status(502, "<html><title>Bad Gateway</title></html>")),
        new("503",                          "ServerError",       "",       "ServerError",       "2 2 2 2 2 2", Refuse(503)),
        new("505",                          "ServerError",       "",       "ServerError",       "1 1 1 1 1 1", Refuse(505)),
        new("520",                          "ServerError",       "",       "ServerError",       "2 2 2 2 2 2", Refuse(520)),
        new("504",                          "ServerError",       "",       "ServerError",       "2 2 2 2 2 2", Refuse(504)),

        new("empty body",                   "StreamInterrupted", "",       "InvalidResponse",   "2 2 2 1 2 2", Send("", "")),
        new("wrong content type",           "Ok",                "Whole",  "Ok",                "1 1 1 1 1 1", Typed("text/plain", Events.Done("Whole"), Events.Whole("Whole"))),
        new("whole answer for a stream",    "Ok",                "Whole",  "Ok",                "1 1 1 1 1 1", Typed("application/json", Events.Whole("Whole"), Events.Whole("Whole"))),
        new("stream for a whole answer",    "Ok",                "Whole",  "Ok",                "1 1 1 1 1 1", Typed("text/event-stream", Events.Done("Whole"), Events.Done("Whole"))),
        new("web page",                     "InvalidResponse",   "",       "InvalidResponse",   "1 1 1 1 1 1", Typed("text/html", Page, Page)),
        new("invalid JSON",                 "InvalidResponse",   "Half",   "InvalidResponse",   "1 1 1 1 1 1", Send(Events.Half + "data: {oops\n\n", "{oops")),
        new("JSON of the wrong shape",      "InvalidResponse",   "Half",   "InvalidResponse",   "1 1 1 1 1 1", Send(Events.Half + "data: {\"choices\":{}}\n\n", "{\"choices\":7}")),
        new("JSON without choices",         "InvalidResponse",   "",       "InvalidResponse",   "1 1 1 1 1 1", Send("data: {}\n\ndata: [DONE]\n\n", "{}")),
        new("invalid UTF-8",                "Ok",                "Wh\uFFFDle", "Ok",            "1 1 1 1 1 1", Latin1(Events.Done("Wh\u00FFle"), Events.Whole("Wh\u00FFle"))),
        new("half a character",             "Ok",                "Wh\uD83Dle", "Ok",            "1 1 1 1 1 1", Send(Events.Done("Wh\\ud83dle"), Events.Whole("Wh\\ud83dle"))),
        new("error event",                  "StreamError",       "Half",   "StreamError",       "1 1 1 1 1 1", Send(Events.Half + "data: " + Events.Error + "\n\n", Events.Error)),
        new("no [DONE]",                    "Ok",                "Whole",  "Ok",                "1 1 1 1 1 1", Send(Events.Finished("Whole"), Events.Whole("Whole"))),
        new("no finish",                    "StreamInterrupted", "Half",   "Ok",                "2 1 1 1 2 2", Send(Events.Half, Events.Whole("Half", finish: "null"))),
        new("gzip body",                    "Ok",                "Whole",  "Ok",                "1 1 1 1 1 1", Packed(Events.Done("Whole"), Events.Whole("Whole"))),
        new("gzip that is none",            "InvalidResponse",   "",       "InvalidResponse",   "1 1 1 1 1 1", Typed("text/event-stream", "no gzip", "no gzip", ("Content-Encoding", "gzip"))),
        new("unknown packing",              "InvalidResponse",   "",       "InvalidResponse",   "1 1 1 1 1 1", Typed("text/event-stream", "x", "x", ("Content-Encoding", "zstd"))),
        new("huge header",                  Unreadable,          "",       Unreadable,          Tries,         Status(200, "", ("x-large", new string('x', 1_000_000)))),
        new("no HTTP at all",               Unreadable,          "",       Unreadable,          Tries,         Raw("220 mail.example ESMTP\r\n\r\n")),
        new("100 MB error body",            "InvalidRequest",    "",       "InvalidRequest",    "1 1 1 1 1 1", Flood(400)) { MostBytes = 20_000_000 },
    ];
}
