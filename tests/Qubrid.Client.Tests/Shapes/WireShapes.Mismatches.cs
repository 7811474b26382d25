namespace Qubrid.Client.Tests.Shapes;

internal static partial class WireShapes
{
    private const string JsonType = "application/json";

    private static WireShape[] Mismatches() =>
    [
        new("whole though a stream was asked for", Chunk.Whole("Hello", UsageField + MetricsField))
        {
            ContentType = JsonType, Usage = (3, 2, 5), Metrics = (0.25, 40, 1.5),
        },
        new("whole as asked for", Chunk.Whole("Hello")) { ContentType = JsonType, StreamAskedFor = false },
        new("whole with a mark and white space", "\uFEFF\r\n " + Chunk.Whole("Hello") + "\n\n") { ContentType = JsonType },
        new("whole with two choices", """
            {"choices":[{"index":1,"message":{"content":"b"},"finish_reason":"stop"},{"index":0,"message":{"content":"Hello"},"finish_reason":"stop"}]}
            """)
        {
            ContentType = JsonType,
            Check = completion => Assert.Equal("b", completion.Choices[1].Message.Content),
        },
        new("whole with tool calls and thoughts", """
            {"choices":[{"message":{"content":null,"reasoning_content":"Hm","tool_calls":[{"id":"t1","function":{"name":"f","arguments":"{}"}}]},"finish_reason":"tool_calls"}]}
            """)
        {
            ContentType = JsonType, Text = null, Reasoning = "Hm", FinishReason = "tool_calls", ToolCalls = "f({})",
        },
        (new WireShape("whole, packed", Chunk.Whole("Hello")) { ContentType = JsonType }).Packed(),
        new("whole without choices", """{"id":"c1","choices":[]}""") { ContentType = JsonType, Text = null, Fails = QubridErrorKind.InvalidResponse },
        new("whole, but cut short", """{"choices":[{"index":0,"message":{"content":"Hello"}""")
        {
            ContentType = JsonType, Fails = QubridErrorKind.InvalidResponse,
        },
        new("stream though none was asked for", Greeting) { StreamAskedFor = false },
        new("stream that calls itself JSON", Greeting) { ContentType = JsonType },
        new("stream that calls itself JSON, with a comment first", ": hi\n\n" + Greeting) { ContentType = JsonType },
        new WireShape("stream, packed", Greeting).Packed(),
        new("stream type with a charset", Greeting) { ContentType = "Text/Event-Stream; charset=utf-8" },
        new("whole that calls itself a stream", Chunk.Whole("Hello", UsageField)) { Usage = (3, 2, 5) },
        new("whole that calls itself a stream, with a mark and white space", "\uFEFF \r\n\n" + Chunk.Whole("Hello")),
        (new WireShape("whole that calls itself a stream, packed", Chunk.Whole("Hello"))).Packed(),
        new("error that calls itself a stream", """{"error":{"message":"Overloaded"}}""") { Text = null, Fails = QubridErrorKind.StreamError },
        new("blanks before a stream, more than are looked at", new string('\n', 3000) + Greeting),
        new("web page with status 200", "<html><title>Welcome</title></html>")
        {
            ContentType = "text/html", Text = null, Fails = QubridErrorKind.InvalidResponse,
            CheckFailure = failure => Assert.Contains("Welcome", failure.Message),
        },
        new("nothing with status 200", "") { ContentType = JsonType, Text = null, Fails = QubridErrorKind.InvalidResponse },
        new("packed in an unknown way", [0x28, 0xB5, 0x2F, 0xFD, 0x24, 0x05, 0x29, 0, 0]) { ContentEncoding = "zstd", Text = null, Fails = QubridErrorKind.InvalidResponse },
    ];
}
