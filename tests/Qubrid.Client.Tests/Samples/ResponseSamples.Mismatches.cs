namespace Qubrid.Client.Tests.Samples;

internal static partial class ResponseSamples
{
    private const string JsonType = "application/json";

    private static ResponseSample[] MismatchSamples() =>
    [
        new("whole though a stream was asked for", Chunk.Complete("Hello", UsageField + MetricsField))
        {
            ContentType = JsonType, Usage = (3, 2, 5), Metrics = (0.25, 40, 1.5),
        },
        new("whole as asked for", Chunk.Complete("Hello")) { ContentType = JsonType, StreamRequested = false },
        new("whole with a mark and white space", "\uFEFF\r\n " + Chunk.Complete("Hello") + "\n\n") { ContentType = JsonType },
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
        (new ResponseSample("whole, packed", Chunk.Complete("Hello")) { ContentType = JsonType }).Compress(),
        new("whole without choices", """{"id":"c1","choices":[]}""") { ContentType = JsonType, Text = null, ExpectedError = QubridErrorKind.InvalidResponse },
        new("whole, but cut short", """{"choices":[{"index":0,"message":{"content":"Hello"}""")
        {
            ContentType = JsonType, ExpectedError = QubridErrorKind.InvalidResponse,
        },
        new("stream though none was asked for", Greeting) { StreamRequested = false },
        new("stream that calls itself JSON", Greeting) { ContentType = JsonType },
        new("stream that calls itself JSON, with a comment first", ": hi\n\n" + Greeting) { ContentType = JsonType },
        new ResponseSample("stream, packed", Greeting).Compress(),
        new("stream type with a charset", Greeting) { ContentType = "Text/Event-Stream; charset=utf-8" },
        new("whole that calls itself a stream", Chunk.Complete("Hello", UsageField)) { Usage = (3, 2, 5) },
        new("whole that calls itself a stream, with a mark and white space", "\uFEFF \r\n\n" + Chunk.Complete("Hello")),
        (new ResponseSample("whole that calls itself a stream, packed", Chunk.Complete("Hello"))).Compress(),
        new("error that calls itself a stream", """{"error":{"message":"Overloaded"}}""") { Text = null, ExpectedError = QubridErrorKind.StreamError },
        new("blanks before a stream, more than are looked at", new string('\n', 3000) + Greeting),
        new("web page with status 200", "<html><title>Welcome</title></html>")
        {
            ContentType = "text/html", Text = null, ExpectedError = QubridErrorKind.InvalidResponse,
            CheckFailure = failure => Assert.Contains("Welcome", failure.Message),
        },
        new("nothing with status 200", "") { ContentType = JsonType, Text = null, ExpectedError = QubridErrorKind.InvalidResponse },
        new("packed in an unknown way", [0x28, 0xB5, 0x2F, 0xFD, 0x24, 0x05, 0x29, 0, 0]) { ContentEncoding = "zstd", Text = null, ExpectedError = QubridErrorKind.InvalidResponse },
    ];
}
