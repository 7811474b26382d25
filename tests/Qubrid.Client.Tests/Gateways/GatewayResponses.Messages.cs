namespace Qubrid.Client.Tests.Gateways;

internal static partial class GatewayResponses
{
    private static GatewayResponse[] Messages() =>
    [
        new("a complete message at the end of a stream, as MiniMax sends it", Sse.CreateStream(
            Chunk.Text("Hel"), Chunk.Text("lo"), Chunk.Stop(), Chunk.Complete("Hello", UsageOf(3, 2, 5)))) { Usage = (3, 2, 5) },
        new("a complete message at the end that differs in white space", Sse.CreateStream(
            Chunk.Text("Hel"), Chunk.Text("lo"), Chunk.Stop(), Chunk.Complete("Hello\n"))),
        new("the cumulative message beside every delta, as Perplexity sends it", Sse.CreateStream(
            Both("Hel", "Hel"), Both("Hello", "lo"), """{"choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"Hello"},"delta":{"role":"assistant","content":""}}]}""")),
        new("the cumulative message after every delta", Sse.CreateStream(
            """{"choices":[{"delta":{"content":"Hel"},"message":{"content":"Hel"}}]}""",
            """{"choices":[{"delta":{"content":"lo"},"message":{"content":"Hello"},"finish_reason":"stop"}]}""")),
        new("the cumulative message in every chunk, and no delta", Sse.CreateStream(Message("Hel"), Message("Hello"), Message("Hello", "stop"))),
        new("the cumulative message in every chunk, beside empty deltas", Sse.CreateStream(
            Both("Hel", ""), """{"choices":[{"message":{"content":"Hello"},"delta":{},"finish_reason":"stop"}]}""")),
        new("messages that are deltas", Sse.CreateStream(Message("Hel"), Message("lo", "stop"))),
        new("one message in a stream without deltas", Sse.CreateStream(Chunk.Complete("Hello"))),
        new("one message after an empty delta", Sse.CreateStream(Chunk.Delta("\"role\":\"assistant\",\"content\":\"\""), Chunk.Complete("Hello"))),
        new("a message null beside every delta", Sse.CreateStream(
            """{"choices":[{"delta":{"content":"Hello"},"message":null}]}""", """{"choices":[{"delta":null,"message":null,"finish_reason":"stop"}]}""")),
        new("reasoning and tool calls of deltas, repeated in the message", Sse.CreateStream(
            Chunk.Delta("\"reasoning_content\":\"Hm\""),
            Chunk.Delta("\"content\":\"Hello\",\"tool_calls\":[{\"index\":0,\"id\":\"t1\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]"),
            """{"choices":[{"message":{"content":"Hello","reasoning_content":"Hm","tool_calls":[{"id":"t1","function":{"name":"f","arguments":"{}"}}]},"finish_reason":"tool_calls"}]}"""))
        {
            Reasoning = "Hm", FinishReason = "tool_calls", ToolCalls = "f({})", ToolCallIds = ["t1"],
        },
        new("tool calls in the message only, in every chunk", Sse.CreateStream(
            Chunk.Text("Hello"),
            """{"choices":[{"message":{"content":"Hello","tool_calls":[{"id":"t1","function":{"name":"f","arguments":"{}"}}]}}]}""",
            """{"choices":[{"message":{"content":"Hello","tool_calls":[{"id":"t1","function":{"name":"f","arguments":"{}"}}]},"finish_reason":"tool_calls"}]}"""))
        {
            FinishReason = "tool_calls", ToolCalls = "f({})", ToolCallIds = ["t1"],
        },
        new("unknown fields of the message, beside those of deltas", Sse.CreateStream(
            Chunk.Delta("\"content\":\"Hello\",\"x\":\"a\""), """{"choices":[{"delta":{"x":"b"},"message":{"content":"Hello","x":"ab","y":1},"finish_reason":"stop"}]}"""))
        {
            Check = completion =>
            {
                Assert.Equal("ab", completion.Choices[0].Message.AdditionalProperties["x"]);
                Assert.Equal(1L, completion.Choices[0].Message.AdditionalProperties["y"]);
            },
        },
        new("legacy text, streamed", Sse.CreateStream(
            """{"object":"text_completion","choices":[{"text":"Hel","index":0,"finish_reason":null}]}""", """{"choices":[{"text":"lo","index":0,"finish_reason":null}]}""",
            """{"choices":[{"text":"","index":0,"finish_reason":"stop"}]}""")),
        new("legacy text, complete", """{"object":"text_completion","choices":[{"text":"Hello","index":0,"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}""")
        {
            Usage = (3, 2, 5),
        },
        new("legacy text beside a delta", Sse.CreateStream(
            """{"choices":[{"text":"Hel","delta":{"content":"Hel"}}]}""", """{"choices":[{"text":"lo","delta":{"content":"lo"},"finish_reason":"stop"}]}""")),
        new("legacy text beside a message", """{"choices":[{"text":"Hello","message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}]}"""),
        new("legacy text of two choices", """{"choices":[{"text":"b","index":1,"finish_reason":"stop"},{"text":"Hello","index":0,"finish_reason":"stop"}]}""")
        {
            Check = completion => Assert.Equal("b", completion.Choices[1].Message.Content),
        },
    ];

    private static string Both(string message, string delta) =>
        $$$"""{"choices":[{"index":0,"finish_reason":null,"message":{"role":"assistant","content":"{{{message}}}"},"delta":{"role":"assistant","content":"{{{delta}}}"}}]}""";

    private static string Message(string content, string finish = "") =>
        $$$"""{"choices":[{"index":0,"message":{"role":"assistant","content":"{{{content}}}"},"finish_reason":"{{{finish}}}"}]}""";

    private static string UsageOf(object prompt, object completion, object total) =>
        $",\"usage\":{{\"prompt_tokens\":{prompt},\"completion_tokens\":{completion},\"total_tokens\":{total}}}";
}
