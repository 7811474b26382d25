using System.Net;

namespace Qubrid.Client.Tests.Gateways;

/// <summary>Bodies that are errors as a whole, with success and error status codes.</summary>
internal static partial class GatewayResponses
{
    private static GatewayResponse[] Errors() =>
    [
        Failed("a bare code and message", """{"code":429,"message":"Slow down"}""", QubridErrorKind.RateLimited, "Slow down") with
        {
            ErrorStatus = HttpStatusCode.TooManyRequests, ErrorCode = "429",
        },
        Failed("base_resp and choices null, as MiniMax sends them", """{"base_resp":{"status_code":1008,"status_msg":"insufficient balance"},"choices":null}""", QubridErrorKind.StreamError, "insufficient balance") with
        {
            ErrorCode = "1008",
        },
        Failed("an error in an array", """[{"error":{"message":"No such thing","code":404,"status":"NOT_FOUND"}}]""", QubridErrorKind.NotFound, "No such thing") with
        {
            ErrorStatus = HttpStatusCode.NotFound, CheckError = failure => Assert.Equal("NOT_FOUND", failure.ErrorType),
        },
        Failed("errors as objects", """{"success":false,"errors":[{"code":10000,"message":"Authentication error"},{"message":"Bad token"}],"result":null}""", QubridErrorKind.StreamError, "Authentication error", "Bad token") with
        {
            ErrorCode = "10000",
        },
        Failed("errors as strings", """{"errors":["No model","No luck"]}""", QubridErrorKind.StreamError, "No model", "No luck"),
        Failed("detail as text", """{"detail":"Not authenticated"}""", QubridErrorKind.StreamError, "Not authenticated"),
        Failed("detail as a list", """{"detail":[{"type":"missing","loc":["body","messages",0],"msg":"Field required"},{"loc":["body","top_p"],"msg":"Too large"}]}""", QubridErrorKind.StreamError, "body.messages.0: Field required", "body.top_p: Too large"),
        Failed("a message only", """{"message":"Upstream is gone"}""", QubridErrorKind.StreamError, "Upstream is gone"),
        Failed("error as text", """{"error":"Out of memory"}""", QubridErrorKind.StreamError, "Out of memory"),
        Failed("error as text beside a message", """{"statusCode":401,"error":"Unauthorized","message":"API key missing"}""", QubridErrorKind.Unauthorized, "Unauthorized: API key missing") with
        {
            ErrorStatus = HttpStatusCode.Unauthorized,
        },
        Failed("error true beside a message", """{"error":true,"message":"Not today"}""", QubridErrorKind.StreamError, "Not today"),
        Failed("a message that is an object", """{"error":{"message":{"message":"Deep down","code":"model_not_found"}}}""", QubridErrorKind.NotFound, "Deep down") with { ErrorCode = "model_not_found" },
        Failed("a message that is JSON in a string", """{"error":{"message":"{\"error\":{\"message\":\"Deep down\",\"code\":503}}"}}""", QubridErrorKind.ServerError, "Deep down") with
        {
            ErrorStatus = HttpStatusCode.ServiceUnavailable,
        },
        Failed("an error of unknown fields", """{"error":{"reason":"Unknown to us"}}""", QubridErrorKind.StreamError, "Unknown to us"),
        Failed("an error object of vLLM", """{"object":"error","message":"Too long","type":"BadRequestError","param":null,"code":400}""", QubridErrorKind.InvalidRequest, "Too long") with
        {
            ErrorStatus = HttpStatusCode.BadRequest, CheckError = failure => Assert.Equal("BadRequestError", failure.ErrorType),
        },
        Failed("an unpaired surrogate in the message", """{"error":{"message":"Cut here \ud83d"}}""", QubridErrorKind.StreamError, "Cut here \uD83D"),
        Failed("a message with escape sequences and direction overrides", """{"error":{"message":"A\u001b[31mB\u202eC\u009bD\u200eE"}}""", QubridErrorKind.StreamError, "A\u241B[31mB\uFFFDC\uFFFDDE"),
        Failed("an empty choices list beside code and message", """{"choices":[],"code":"503","message":"Busy"}""", QubridErrorKind.ServerError, "Busy") with
        {
            ErrorStatus = HttpStatusCode.ServiceUnavailable,
        },
        Failed("names in another case", """{"Error":{"Message":"Denied","Code":"AccessDenied"}}""", QubridErrorKind.Unauthorized, "Denied"),
        Failed("an error in an event with status 400", "data: {\"error\":{\"message\":\"Bad model\",\"code\":\"model_error\"}}\n\n", QubridErrorKind.InvalidRequest, "Bad model") with
        {
            Status = HttpStatusCode.BadRequest, ErrorStatus = HttpStatusCode.BadRequest, ErrorCode = "model_error",
        },
        Failed("an error event and [DONE] with status 503", ": ping\r\n\r\nevent: error\r\ndata: {\"message\":\"Busy\"}\r\n\r\ndata: [DONE]\r\n\r\n", QubridErrorKind.ServerError, "Busy") with
        {
            Status = HttpStatusCode.ServiceUnavailable, CheckError = failure => Assert.Equal("Busy", failure.ServiceMessage),
        },
        Failed("a problem document", """{"type":"about:blank","title":"Bad","status":422,"detail":"Temperature is too high"}""", QubridErrorKind.InvalidRequest, "Temperature is too high") with
        {
            Status = HttpStatusCode.UnprocessableEntity, ContentType = "application/problem+json",
        },
        Failed("errors by field with status 400", """{"errors":{"messages":["Required"]},"title":"Validation failed"}""", QubridErrorKind.InvalidRequest, "Validation failed") with
        {
            Status = HttpStatusCode.BadRequest,
        },
    ];

    private static GatewayResponse Failed(string name, string body, QubridErrorKind kind, params string[] messageParts) =>
        new(name, body) { Text = null, Error = kind, MessageParts = messageParts };
}
