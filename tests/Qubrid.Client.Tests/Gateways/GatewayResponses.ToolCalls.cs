namespace Qubrid.Client.Tests.Gateways;

internal static partial class GatewayResponses
{
    private static GatewayResponse[] ToolCalls() =>
    [
        ToolStream("empty id and name in later fragments, as DashScope and Volcengine send them", "get({\"a\":1})", ["t1"],
            """{"index":0,"id":"t1","type":"function","function":{"name":"get","arguments":""}}""",
            """{"index":0,"id":"","type":"","function":{"name":"","arguments":"{\"a\""}}""",
            """{"index":0,"id":null,"function":{"name":null,"arguments":":1}"}}"""),
        ToolStream("index 0 for parallel calls with their own ids, as Ollama, vLLM and SGLang sent them", "get({\"a\":1})\nset({\"b\":2})", ["t1", "t2"],
            """{"index":0,"id":"t1","function":{"name":"get","arguments":"{\"a\":1}"}}""",
            """{"index":0,"id":"t2","function":{"name":"set","arguments":"{\"b\":2}"}}"""),
        ToolStream("index 0 for parallel calls in one delta", "get({})\nget({})\nset({})", ["t1", "t2", "t3"],
            """{"index":0,"id":"t1","function":{"name":"get","arguments":"{}"}},{"index":0,"id":"t2","function":{"name":"get","arguments":"{}"}},{"index":0,"id":"t3","function":{"name":"set","arguments":"{}"}}"""),
        ToolStream("index 0 for parallel calls in fragments", "get({\"a\":1})\nset({\"b\":2})", ["t1", "t2"],
            """{"index":0,"id":"t1","function":{"name":"get","arguments":""}}""",
            """{"index":0,"function":{"arguments":"{\"a\":1}"}}""",
            """{"index":0,"id":"t2","function":{"name":"set","arguments":""}}""",
            """{"index":0,"function":{"arguments":"{\"b\":"}}""",
            """{"index":0,"id":"","function":{"name":"","arguments":"2}"}}"""),
        ToolStream("the same id in every fragment", "get({\"a\":1})", ["t1"],
            """{"index":0,"id":"t1","function":{"name":"get","arguments":"{\"a\""}}""",
            """{"index":0,"id":"t1","function":{"name":"get","arguments":":1}"}}"""),
        ToolStream("two calls interleaved by id, without index", "get({\"a\":1})\nset({\"b\":2})", ["t1", "t2"],
            """{"id":"t1","function":{"name":"get","arguments":"{\"a\""}}""",
            """{"id":"t2","function":{"name":"set","arguments":"{\"b\""}}""",
            """{"id":"t1","function":{"arguments":":1}"}}""",
            """{"id":"t2","function":{"arguments":":2}"}}"""),
        ToolStream("neither id nor index, one call in fragments", "get({\"a\":1})", null,
            """{"function":{"name":"get"}}""", """{"function":{"arguments":"{\"a\""}}""", """{"function":{"arguments":":1}"}}"""),
        ToolStream("neither id nor index, a name after complete arguments", "get({\"a\":1})\nget({\"a\":2})", null,
            """{"function":{"name":"get","arguments":"{\"a\":1}"}}""", """{"function":{"name":"get","arguments":"{\"a\":2}"}}"""),
        ToolStream("neither id nor index, the name in every fragment", "get({\"a\":1})", null,
            """{"function":{"name":"get","arguments":"{\"a\""}}""", """{"function":{"name":"get","arguments":":1}"}}"""),
        ToolStream("neither id nor index, several complete calls in one delta", "get({})\nget({})\nset({})", null,
            """{"function":{"name":"get","arguments":""}},{"function":{"name":"get","arguments":null}},{"function":{"name":"set"}}"""),
        ToolStream("the index only, and reused for the next call", "get({\"a\":1})\nset({\"b\":2})", null,
            """{"index":0,"function":{"name":"get","arguments":"{\"a\":1}"}}""", """{"index":0,"function":{"name":"set","arguments":"{\"b\":2}"}}"""),
        ToolStream("two indexes with empty ids", "get({})\nset({})", null,
            """{"index":0,"id":"","function":{"name":"get","arguments":"{}"}},{"index":1,"id":"","function":{"name":"set","arguments":"{}"}}"""),
        ToolStream("equal ids at two indexes", "get({})\nset({})", null,
            """{"index":0,"id":"t","function":{"name":"get","arguments":"{}"}}""", """{"index":1,"id":"t","function":{"name":"set","arguments":"{}"}}"""),
        ToolStream("the id after the name", "get({\"a\":1})", ["t1"],
            """{"index":0,"function":{"name":"get"}}""", """{"index":0,"id":"t1","function":{"arguments":"{\"a\":1}"}}"""),
        ToolStream("arguments null", "get({})", ["t1"], """{"index":0,"id":"t1","function":{"name":"get","arguments":null}}"""),
        ToolStream("arguments \"null\"", "get({})", ["t1"], """{"index":0,"id":"t1","function":{"name":"get","arguments":"null"}}"""),
        ToolStream("arguments \"null\" in two fragments", "get({})", ["t1"],
            """{"index":0,"id":"t1","function":{"name":"get","arguments":"nu"}}""", """{"index":0,"function":{"arguments":"ll"}}"""),
        ToolStream("arguments \"null\", and then the real ones", "get({\"a\":1})", ["t1"],
            """{"index":0,"id":"t1","function":{"name":"get","arguments":"null"}}""", """{"index":0,"function":{"arguments":"{\"a\":1}"}}"""),
        ToolStream("arguments that contain null", "get({\"a\":null})", ["t1"],
            """{"index":0,"id":"t1","function":{"name":"get","arguments":"{\"a\":"}}""", """{"index":0,"function":{"arguments":"null"}}""", """{"index":0,"function":{"arguments":"}"}}"""),
        ToolStream("arguments absent", "get({})", ["t1"], """{"index":0,"id":"t1","function":{"name":"get"}}"""),
        ToolMessage("complete calls with empty ids, as Gemini sends them", "get({\"a\":1})\nset({\"b\":2})", null,
            """{"id":"","function":{"name":"get","arguments":"{\"a\":1}"}},{"id":"","function":{"name":"set","arguments":"{\"b\":2}"}}"""),
        ToolMessage("complete calls with equal ids and indexes, as llama.cpp sends them", "get({})\nget({})", null,
            """{"index":0,"id":"t","function":{"name":"get","arguments":"{}"}},{"index":0,"id":"t","function":{"name":"get","arguments":"{}"}}"""),
        ToolMessage("complete calls without ids, with arguments null, \"null\" and empty", "a({})\nb({})\nc({})", ["call_1", "call_2", "call_3"],
            """{"function":{"name":"a","arguments":null}},{"function":{"name":"b","arguments":"null"}},{"function":{"name":"c","arguments":""}}"""),
        ToolMessage("a generated id that another call has", "a({})\nb({})", ["call_2", "call_1"],
            """{"id":"","function":{"name":"a"}},{"id":"call_1","function":{"name":"b"}}"""),
        ToolMessage("complete calls in reverse order of index", "a({})\nb({})", ["x", "y"],
            """{"index":1,"id":"x","function":{"name":"a"}},null,{"index":0,"id":"y","function":{"name":"b","arguments":{}}}"""),
    ];

    private static GatewayResponse ToolStream(string name, string toolCalls, string[]? ids, params string[] fragments) =>
        new("tool calls streamed: " + name, Sse.CreateStream([.. fragments.Select(fragment => Chunk.Delta($"\"tool_calls\":[{fragment}]")), Chunk.Stop("tool_calls")]))
        {
            Text = null, FinishReason = "tool_calls", ToolCalls = toolCalls, ToolCallIds = ids,
        };

    private static GatewayResponse ToolMessage(string name, string toolCalls, string[]? ids, string calls) =>
        new("tool calls: " + name, $$"""{"choices":[{"message":{"role":"assistant","content":null,"tool_calls":[{{calls}}]},"finish_reason":"tool_calls"}]}""")
        {
            Text = null, FinishReason = "tool_calls", ToolCalls = toolCalls, ToolCallIds = ids,
        };
}
