using System.Net;

namespace Qubrid.Client.Tests.Gateways;

/// <summary>Errors of a provider behind a gateway, and responses that only look like errors.</summary>
internal static partial class GatewayResponses
{
    private static GatewayResponse[] NestedErrors() =>
    [
        Failed(
            "the provider's response as JSON in a string, as OpenRouter sends it",
            """{"error":{"message":"Provider returned error","code":429,"metadata":{"raw":"{\"error\":{\"message\":\"Model is busy\",\"type\":\"busy_error\"}}","provider_name":"DeepInfra"}},"user_id":"u1"}""",
            QubridErrorKind.RateLimited,
            "Provider returned error: DeepInfra: Model is busy") with
        {
            ErrorStatus = HttpStatusCode.TooManyRequests, ErrorCode = "429", CheckError = failure => Assert.Equal("busy_error", failure.ErrorType),
        },
        Failed(
            "the same with its status",
            """{"error":{"message":"Provider returned error","code":502,"metadata":{"raw":"{\"error\":{\"message\":\"Model is busy\"}}","provider_name":"Together"}}}""",
            QubridErrorKind.ServerError,
            "Together", "Model is busy") with { Status = HttpStatusCode.BadGateway },
        Failed(
            "the provider's response as text, and only it with a status",
            """{"error":{"message":"Provider returned error","code":null,"metadata":{"raw":"{\"detail\":\"Wait\",\"status\":429}","provider_name":null}}}""",
            QubridErrorKind.RateLimited,
            "Wait"),
        Failed("the provider's response as plain text", """{"error":{"message":"Provider returned error","metadata":{"raw":"upstream timed out","provider_name":"X"}}}""", QubridErrorKind.StreamError, "X: upstream timed out"),
        Failed("the provider's response as an object", """{"error":{"message":"Failed","metadata":{"raw":{"message":"Deep down","code":400}}}}""", QubridErrorKind.InvalidRequest, "Failed: Deep down"),
        Failed("the inner error of Azure", """{"error":{"message":"Filtered","code":"content_filter","innererror":{"code":"ResponsibleAIPolicyViolation","message":"Policy"}}}""", QubridErrorKind.InvalidRequest, "Filtered: Policy") with
        {
            ErrorCode = "content_filter",
        },
        Failed("the same message on each level once", """{"message":"Busy","error":{"message":"Busy","metadata":{"raw":"Busy"}}}""", QubridErrorKind.StreamError, "Busy") with
        {
            CheckError = failure => Assert.Equal("Busy", failure.ServiceMessage),
        },
    ];

    private static GatewayResponse[] NoErrors() =>
    [
        new("base_resp of success beside choices", Chunk.Complete("Hello", ",\"base_resp\":{\"status_code\":0,\"status_msg\":\"success\"}")),
        new("base_resp of success in the chunks", Sse.CreateEvents(
            Chunk.Delta("\"content\":\"Hello\"", extraFields: ",\"base_resp\":{\"status_code\":0,\"status_msg\":\"\"}"), Chunk.Stop(extraFields: ",\"base_resp\":{\"status_code\":0,\"status_msg\":\"success\"}"))),
        new("base_resp of success in a separate chunk", Sse.CreateStream(Chunk.Text("Hello"), Chunk.Stop(), """{"base_resp":{"status_code":0,"status_msg":"success"}}""")),
        new("error null, false and an empty array", Sse.CreateStream(
            Chunk.Delta("\"content\":\"Hel\"", extraFields: ",\"error\":null,\"errors\":[]"), Chunk.Delta("\"content\":\"lo\"", extraFields: ",\"error\":false,\"errors\":[{}]"), Chunk.Stop(extraFields: ",\"error\":\"\",\"errors\":null"))),
        new("an empty error in a choice", Sse.CreateStream("""{"choices":[{"index":0,"delta":{"content":"Hello"},"error":{"message":""}}]}""", """{"choices":[{"index":0,"delta":{},"finish_reason":"stop","error":null}]}""")),
        new("code and message of success beside choices", Chunk.Complete("Hello", ",\"code\":200,\"message\":\"ok\"")),
        new("a notice before the completion", Sse.CreateStream("""{"message":"You are second in the queue"}""", Chunk.Text("Hello"), Chunk.Stop())),
        new("a notice with a type in the middle", Sse.CreateStream(Chunk.Text("Hello"), """{"type":"status","detail":"Warm"}""", Chunk.Stop())),
    ];
}
