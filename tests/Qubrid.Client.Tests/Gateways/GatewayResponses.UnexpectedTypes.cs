namespace Qubrid.Client.Tests.Gateways;

internal static partial class GatewayResponses
{
    private const string JsonType = "application/json";

    private static GatewayResponse[] UnexpectedTypes() =>
    [
        new("buffered for a streamed request", Chunk.Complete("Hello", UsageField + MetricsField))
        {
            ContentType = JsonType, HasFixedContentType = true, Usage = (3, 2, 5), Metrics = (0.25, 40, 1.5),
        },
        new("buffered as requested", Chunk.Complete("Hello")) { ContentType = JsonType, HasFixedContentType = true },
        new("buffered with a byte order mark and white space", "\uFEFF\r\n " + Chunk.Complete("Hello") + "\n\n") { ContentType = JsonType, HasFixedContentType = true },
        new("buffered with two choices", """
            {"choices":[{"index":1,"message":{"content":"b"},"finish_reason":"stop"},{"index":0,"message":{"content":"Hello"},"finish_reason":"stop"}]}
            """)
        {
            ContentType = JsonType, HasFixedContentType = true,
            Check = completion => Assert.Equal("b", completion.Choices[1].Message.Content),
        },
        new("buffered with tool calls and reasoning", """
            {"choices":[{"message":{"content":null,"reasoning_content":"Hm","tool_calls":[{"id":"t1","function":{"name":"f","arguments":"{}"}}]},"finish_reason":"tool_calls"}]}
            """)
        {
            ContentType = JsonType, HasFixedContentType = true, Text = null, Reasoning = "Hm", FinishReason = "tool_calls", ToolCalls = "f({})",
        },
        (new GatewayResponse("buffered, compressed", Chunk.Complete("Hello")) { ContentType = JsonType, HasFixedContentType = true }).Compress(),
        new("buffered without choices", """{"id":"c1","choices":[]}""") { ContentType = JsonType, HasFixedContentType = true, Text = null, Error = QubridErrorKind.InvalidResponse },
        new("buffered, but truncated", """{"choices":[{"index":0,"message":{"content":"Hello"}""")
        {
            ContentType = JsonType, HasFixedContentType = true, Error = QubridErrorKind.InvalidResponse,
        },
        new("stream for a buffered request", Greeting),
        new("stream labeled as JSON", Greeting) { ContentType = JsonType, HasFixedContentType = true },
        new("stream labeled as JSON, with a comment first", ": hi\n\n" + Greeting) { ContentType = JsonType, HasFixedContentType = true },
        new GatewayResponse("stream, compressed", Greeting).Compress(),
        new("stream type with a charset", Greeting) { ContentType = "Text/Event-Stream; charset=utf-8" },
        new("buffered, labeled as a stream", Chunk.Complete("Hello", UsageField)) { Usage = (3, 2, 5) },
        new("buffered, labeled as a stream, with a byte order mark and white space", "\uFEFF \r\n\n" + Chunk.Complete("Hello")),
        (new GatewayResponse("buffered, labeled as a stream, compressed", Chunk.Complete("Hello"))).Compress(),
        new("error labeled as a stream", """{"error":{"message":"Overloaded"}}""") { Text = null, Error = QubridErrorKind.StreamError },
        new("blanks before a stream, more than are looked at", new string('\n', 3000) + Greeting),
        new("web page with status 200", "<html><title>Welcome</title></html>")
        {
            ContentType = "text/html", Text = null, Error = QubridErrorKind.InvalidResponse,
            CheckError = failure => Assert.Contains("Welcome", failure.Message),
        },
        new("an empty response with status 200", "") { ContentType = JsonType, HasFixedContentType = true, Text = null, Error = QubridErrorKind.InvalidResponse },
        new("unknown content encoding", [0x28, 0xB5, 0x2F, 0xFD, 0x24, 0x05, 0x29, 0, 0]) { ContentEncoding = "zstd", Text = null, Error = QubridErrorKind.InvalidResponse },
    ];
}
