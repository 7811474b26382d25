namespace Qubrid.Client.Tests.Gateways;

internal static partial class GatewayResponses
{
    private static GatewayResponse[] Noise() =>
    [
        new("data null", Sse.CreateStream("null", Chunk.Text("Hello"), " null ", Chunk.Stop(), "null")),
        new("data that is an empty string", Sse.CreateStream("\"\"", Chunk.Text("Hello"), Chunk.Stop())),
        new("ping events with any data", "event: ping\ndata: {\"type\":\"ping\"}\n\n" + Sse.CreateEvents(Chunk.Text("Hello"))
            + "event: ping\ndata: 2026-11-25T08:00:00Z\n\nevent: ping\ndata:\n\nevent: ping\ndata: [DONE]\n\n" + Sse.CreateStream(Chunk.Stop())),
        new("keep-alive events", "event: keepalive\ndata: 1\n\nevent: heartbeat\ndata: {\n\n" + Sse.TextStream("Hel", "lo")),
        new("a quoted [DONE]", Sse.CreateEvents(Chunk.Text("Hello")) + "data: \"[DONE]\"\n\n" + Sse.CreateEvents(Chunk.Text("more"))) { FinishReason = null },
        new("duplicate keys of a delta", Sse.CreateStream(
            Chunk.Text("Hel"), Chunk.Delta("\"content\":\"x\",\"reasoning\":\"y\",\"content\":\"lo\",\"reasoning\":\"z\",\"role\":\"a\",\"role\":\"assistant\""), Chunk.Stop()))
        {
            Reasoning = "z",
        },
        new("duplicate delta and choices", Sse.CreateStream(
            Chunk.Text("Hel"),
            """{"choices":[{"delta":{"content":"a"}}],"choices":[{"delta":{"content":"b"},"delta":{"content":"lo"}}]}""",
            """{"id":"x","id":"c1","choices":[{"delta":{},"finish_reason":"length","finish_reason":"stop"}]}"""))
        {
            Id = "c1",
        },
        new("duplicate keys of a tool call", Sse.CreateStream(Chunk.Delta(
            """ "content":"Hello","tool_calls":[{"index":0,"id":"x","function":{"name":"g"}}],"tool_calls":[{"index":0,"id":"t0","id":"t1","function":{"name":"g","name":"f","arguments":"[]","arguments":"{}"}}]""", 0, "tool_calls")))
        {
            FinishReason = "tool_calls", ToolCalls = "f({})", ToolCallIds = ["t1"],
        },
        new("duplicate keys of a buffered response", """
            {"choices":[],"usage":{"prompt_tokens":1,"prompt_tokens":3},"choices":[{"message":{"content":"no"},"message":{"content":"x","content":"Hello"},"finish_reason":"stop"}]}
            """.Trim())
        {
            Usage = (3, null, null),
        },
        new("duplicate keys inside unknown fields", Sse.CreateStream(
            Chunk.Delta("\"content\":\"Hello\",\"x\":\"a\",\"x\":\"b\",\"n\":{\"l\":[1],\"l\":[2]}"), Chunk.Delta("\"x\":\"c\",\"n\":{\"l\":[3]},\"n\":{\"l\":[4]}", 0, "stop")))
        {
            Check = completion =>
            {
                var fields = completion.Choices[0].Message.AdditionalProperties;
                Assert.Equal("bc", fields["x"]);
                Assert.Equal([2L, 4L], Assert.IsType<object?[]>(Assert.IsType<Dictionary<string, object?>>(fields["n"])["l"]));
            },
        },
        new("content parts of unknown type in a stream", Sse.CreateStream(
            Chunk.Delta("""
                "content":[{"type":"text","text":"Hel"},{"type":"reference","reference_ids":[1]}]
                """.Trim()),
            Chunk.Delta("\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"x\"}},{\"type\":\"text\",\"text\":\"lo\"}]"), Chunk.Stop()))
        {
            Check = HasTwoParts,
        },
        new("content parts of unknown type in a buffered response", """
            {"choices":[{"message":{"content":[{"type":"reference","text":"no","reference_ids":[1]},{"text":"Hel"},"lo",{"type":"image_url","image_url":{"url":"x"}},null]},"finish_reason":"stop"}]}
            """.Trim())
        {
            Check = HasTwoParts,
        },
        new("thinking parts in a stream, as Mistral sends them", Sse.CreateStream(
            Chunk.Delta("\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"Let \"}]}]"),
            Chunk.Delta("\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"me\"}],\"closed\":true}]"), Chunk.Text("Hello"), Chunk.Stop()))
        {
            Reasoning = "Let me",
        },
        new("thinking parts in a buffered response", """
            {"choices":[{"message":{"content":[{"type":"thinking","thinking":"Let ","signature":"s"},{"type":"reasoning","text":"me"},{"type":"text","text":"Hello"}]},"finish_reason":"stop"}]}
            """.Trim())
        {
            Reasoning = "Let me",
        },
        new("thinking parts beside the same reasoning_content", """
            {"choices":[{"message":{"reasoning_content":"Hm","content":[{"type":"thinking","thinking":"Hm"},{"type":"text","text":"Hello"}]},"finish_reason":"stop"}]}
            """.Trim())
        {
            Reasoning = "Hm",
        },
        new("a refusal in deltas", Sse.CreateStream(
            Chunk.Delta("\"role\":\"assistant\",\"content\":null,\"refusal\":\"\""), Chunk.Delta("\"refusal\":\"I can\""), Chunk.Delta("\"refusal\":\"not.\""),
            Chunk.Delta("\"refusal\":null", 0, "stop")))
        {
            Text = null, Refusal = "I cannot.",
        },
        new("a refusal in a buffered response", """{"choices":[{"message":{"role":"assistant","content":null,"refusal":"I cannot."},"finish_reason":"content_filter"}]}""")
        {
            Text = null, Refusal = "I cannot.", FinishReason = "content_filter",
        },
        new("a refusal as a part of content", """{"choices":[{"message":{"content":[{"type":"text","text":"Hello"},{"type":"refusal","refusal":"I cannot."}]},"finish_reason":"stop"}]}""")
        {
            Refusal = "I cannot.",
        },
        new("an empty refusal beside text", """{"choices":[{"message":{"content":"Hello","refusal":""},"finish_reason":"stop"}]}"""),
    ];

    private static void HasTwoParts(ChatCompletion completion)
    {
        var parts = Assert.IsType<object?[]>(completion.Choices[0].Message.AdditionalProperties["content_parts"]);
        Assert.Equal(
            ["reference", "image_url"],
            parts.Select(part => Assert.IsType<Dictionary<string, object?>>(part)["type"]));
    }
}
