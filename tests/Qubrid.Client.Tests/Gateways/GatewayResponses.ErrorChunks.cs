using System.Net;

namespace Qubrid.Client.Tests.Gateways;

/// <summary>Errors in the middle of a response: the partial completion has the text received before.</summary>
internal static partial class GatewayResponses
{
    private static GatewayResponse[] ErrorChunks() =>
    [
        Broken("error chunk", """{"error":{"message":"Overloaded","type":"server_error"}}""", QubridErrorKind.StreamError) with
        {
            ErrorStatus = HttpStatusCode.OK, CheckError = failure => Assert.Equal("server_error", failure.ErrorType),
        },
        Broken("bare code and message in a chunk", """{"code":429,"message":"Overloaded"}""", QubridErrorKind.RateLimited) with { ErrorStatus = HttpStatusCode.TooManyRequests },
        Broken("base_resp in a chunk", """{"id":"c1","choices":null,"base_resp":{"status_code":1002,"status_msg":"Overloaded"}}""", QubridErrorKind.StreamError) with { ErrorCode = "1002" },
        Broken("list in a chunk", """[{"error":{"code":"500","message":"Overloaded"}}]""", QubridErrorKind.ServerError) with { ErrorStatus = HttpStatusCode.InternalServerError },
        Broken("errors in a chunk", """{"errors":[{"message":"Overloaded"}]}""", QubridErrorKind.StreamError),
        Broken("detail in the last chunk", """{"detail":"Overloaded"}""", QubridErrorKind.StreamError),
        Broken("message in the last chunk", """{"message":"Overloaded"}""", QubridErrorKind.StreamError),
        Broken("error in a choice, as OpenRouter sends it", """{"choices":[{"index":0,"delta":{"content":""},"finish_reason":"error","error":{"code":502,"message":"Overloaded"}}]}""", QubridErrorKind.ServerError) with
        {
            ErrorStatus = HttpStatusCode.BadGateway, ErrorCode = "502",
        },
        Broken("error as text in a choice", """{"choices":[{"index":0,"delta":{},"error":"Overloaded"}]}""", QubridErrorKind.StreamError),
        Broken("error beside a choice with the finish reason error", """{"error":{"code":"server_error","message":"Overloaded"},"choices":[{"index":0,"delta":{"content":""},"finish_reason":"error"}]}""", QubridErrorKind.ServerError),
        Broken("error beside the finish reason stop", """{"error":{"message":"Overloaded"},"choices":[{"index":0,"delta":{"content":""},"finish_reason":"stop"}]}""", QubridErrorKind.StreamError),
        Broken("error after the finish reason error", Chunk.Stop("error") + "\n\ndata: {\"error\":{\"message\":\"Overloaded\"}}", QubridErrorKind.StreamError),
        Broken("notice after the finish reason error", Chunk.Stop("error") + "\n\ndata: {\"message\":\"Overloaded\"}", QubridErrorKind.StreamError),
        Broken("finish reason error without an error", Chunk.Stop("error"), QubridErrorKind.StreamError) with { MessageParts = ["'error'"] },
        Broken("finish reason network_error, as GLM sends it", Chunk.Stop("network_error"), QubridErrorKind.StreamError) with { MessageParts = ["'network_error'"] },
        Failed("finish reason error in a buffered response", """{"choices":[{"index":0,"message":{"content":"Hello"},"finish_reason":"error","error":{"message":"Overloaded","code":529}}]}""", QubridErrorKind.ServerError, "Overloaded") with
        {
            Text = "Hello", ErrorStatus = (HttpStatusCode)529,
        },
        Failed("finish reason error without an error in a buffered response", """{"choices":[{"index":0,"message":{"content":"Hello"},"finish_reason":"error"}]}""", QubridErrorKind.StreamError, "finish_reason") with { Text = "Hello" },
        Broken("plain text between the events", "upstream connect error: Overloaded", QubridErrorKind.InvalidResponse),
        Broken("event of plain text", "", QubridErrorKind.StreamError) with { Body = System.Text.Encoding.UTF8.GetBytes(Sse.CreateEvents(Chunk.Text("Hello")) + "event: error\ndata: Overloaded\n\n") },
        Broken("event of a nested error", "", QubridErrorKind.RateLimited) with
        {
            Body = System.Text.Encoding.UTF8.GetBytes(Sse.CreateEvents(Chunk.Text("Hello")) + "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"x\",\"code\":429,\"message\":\"Overloaded\"}}\n\n"),
        },
    ];

    // A chunk with the text Hello, then the error chunk, without a finish reason and [DONE].
    private static GatewayResponse Broken(string name, string chunk, QubridErrorKind kind) =>
        new(name, Sse.CreateEvents(Chunk.Text("Hello"), chunk)) { Error = kind, MessageParts = ["Overloaded"] };
}
