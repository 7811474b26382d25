namespace Qubrid.Client.Tests.Gateways;

internal static partial class GatewayResponses
{
    private static GatewayResponse[] ToolCallFragments() =>
    [
        Fragments("tool call in fragments", "get({\"a\":1})",
            """{"index":0,"id":"t1","type":"function","function":{"name":"get","arguments":""}}""",
            """{"index":0,"function":{"arguments":"{\"a\""}}""",
            """{"index":0,"function":{"arguments":":1}"}}"""),
        Fragments("tool calls, two by index", "get(12)\nset(34)",
            """{"index":0,"id":"t1","function":{"name":"get","arguments":"1"}}""",
            """{"index":1,"id":"t2","function":{"name":"set","arguments":"3"}}""",
            """{"index":0,"function":{"arguments":"2"}},{"index":1,"function":{"arguments":"4"}}"""),
        Fragments("tool calls, two without index", "get(12)\nset(34)",
            """{"id":"t1","function":{"name":"get","arguments":"1"}}""",
            """{"function":{"arguments":"2"}}""",
            """{"id":"t2","function":{"name":"set","arguments":"3"}}""",
            """{"id":"t2","function":{"arguments":"4"}}"""),
        Fragments("tool calls, two complete in one delta without index", "get(1)\nset(2)",
            """{"id":"t1","function":{"name":"get","arguments":"1"}},{"id":"t2","function":{"name":"set","arguments":"2"}}"""),
        Fragments("tool call whose arguments are an object", "get({\"a\": [1]})",
            """{"index":0,"id":"t1","function":{"name":"get","arguments":{"a": [1]}}}"""),
        Fragments("tool call with nulls", "get(1)",
            """{"index":0,"id":"t1","function":{"name":"get","arguments":null}}""",
            """{"index":0,"id":null,"type":null,"function":{"name":null,"arguments":"1"}}"""),
        Fragments("tool call with unknown fields", "get(1)",
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

    private static GatewayResponse Fragments(string name, string expected, params string[] fragments) =>
        new(name, Sse.CreateStream([.. fragments.Select(fragment => Chunk.Delta($"\"tool_calls\":[{fragment}]")), Chunk.Stop("tool_calls")]))
        {
            Text = null,
            FinishReason = "tool_calls",
            ToolCalls = expected,
            Check = completion => Assert.Equal("t1", completion.Choices[0].Message.ToolCalls[0].Id),
        };
}
