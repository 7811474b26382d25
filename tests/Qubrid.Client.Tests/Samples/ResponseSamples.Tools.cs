namespace Qubrid.Client.Tests.Samples;

internal static partial class ResponseSamples
{
    private static ResponseSample[] ToolCallSamples() =>
    [
        CreateToolCallSample("tool call in fragments", "get({\"a\":1})",
            """{"index":0,"id":"t1","type":"function","function":{"name":"get","arguments":""}}""",
            """{"index":0,"function":{"arguments":"{\"a\""}}""",
            """{"index":0,"function":{"arguments":":1}"}}"""),
        CreateToolCallSample("tool calls, two by index", "get(12)\nset(34)",
            """{"index":0,"id":"t1","function":{"name":"get","arguments":"1"}}""",
            """{"index":1,"id":"t2","function":{"name":"set","arguments":"3"}}""",
            """{"index":0,"function":{"arguments":"2"}},{"index":1,"function":{"arguments":"4"}}"""),
        CreateToolCallSample("tool calls, two without index", "get(12)\nset(34)",
            """{"id":"t1","function":{"name":"get","arguments":"1"}}""",
            """{"function":{"arguments":"2"}}""",
            """{"id":"t2","function":{"name":"set","arguments":"3"}}""",
            """{"id":"t2","function":{"arguments":"4"}}"""),
        CreateToolCallSample("tool calls, two complete in one delta without index", "get(1)\nset(2)",
            """{"id":"t1","function":{"name":"get","arguments":"1"}},{"id":"t2","function":{"name":"set","arguments":"2"}}"""),
        CreateToolCallSample("tool call whose arguments are an object", "get({\"a\": [1]})",
            """{"index":0,"id":"t1","function":{"name":"get","arguments":{"a": [1]}}}"""),
        CreateToolCallSample("tool call with nulls", "get(1)",
            """{"index":0,"id":"t1","function":{"name":"get","arguments":null}}""",
            """{"index":0,"id":null,"type":null,"function":{"name":null,"arguments":"1"}}"""),
        CreateToolCallSample("tool call with unknown fields", "get(1)",
            """{"index":0,"id":"t1","type":"function","extra_content":{"signature":"s"},"function":{"name":"get","arguments":"","b":1}}""",
            """{"index":0,"type":"function","extra_content":{"signature":"s"},"a":7,"function":{"arguments":"1","c":[null]}}""") with
        {
            Check = completion =>
            {
                var fields = completion.Choices[0].Message.ToolCalls[0].AdditionalProperties;
                Assert.Equal(["a", "extra_content", "function"], fields.Keys.Order(StringComparer.Ordinal));
                Assert.Equal(7L, fields["a"]);
                Assert.Equal("s", Assert.IsType<Dictionary<string, object?>>(fields["extra_content"])["signature"]);
                var inner = Assert.IsType<Dictionary<string, object?>>(fields["function"]);
                Assert.Equal(["b", "c"], inner.Keys.Order(StringComparer.Ordinal));
                Assert.Equal(1L, inner["b"]);
            },
        },
    ];

    private static ResponseSample CreateToolCallSample(string name, string expected, params string[] fragments) =>
        new(name, Sse.CreateStream([.. fragments.Select(fragment => Chunk.Delta($"\"tool_calls\":[{fragment}]")), Chunk.Stop("tool_calls")]))
        {
            Text = null,
            FinishReason = "tool_calls",
            ToolCalls = expected,
            Check = completion => Assert.Equal("t1", completion.Choices[0].Message.ToolCalls[0].Id),
        };
}
