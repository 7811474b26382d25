namespace Qubrid.Client.Tests.Gateways;

internal static partial class GatewayResponses
{
    private static GatewayResponse[] UnknownFields() =>
    [
        new("unknown fields on every level", Sse.CreateStream(
            """{"a":1,"choices":[{"index":0,"b":[true,null],"delta":{"content":"Hello","c":"x"},"finish_reason":null}]}""",
            """{"A":"z","choices":[{"index":0,"delta":{"c":"y"},"finish_reason":"stop"}],"usage":{"d":{"e":2}},"x_metrics":{"f":1.5}}"""))
        {
            Usage = (null, null, null),
            Metrics = (null, null, null),
            Check = completion =>
            {
                Assert.Equal(1L, completion.AdditionalProperties["a"]);
                Assert.Equal("z", completion.AdditionalProperties["A"]);
                Assert.Equal(new object?[] { true, null }, completion.Choices[0].AdditionalProperties["b"]);
                Assert.Equal("xy", completion.Choices[0].Message.AdditionalProperties["c"]);
                var inner = Assert.IsType<Dictionary<string, object?>>(completion.Usage!.AdditionalProperties["d"]);
                Assert.Equal(2L, inner["e"]);
                Assert.Equal(1.5m, completion.Metrics!.AdditionalProperties["f"]);
            },
        },
        new("unknown fields of a choice in each chunk", Sse.CreateStream(
            """{"choices":[{"index":0,"a":"x","b":"y","logprobs":{"content":[1],"c":"w"},"delta":{"content":"Hel"},"finish_reason":null}]}""",
            """{"choices":[{"index":0,"a":"x","b":"z","logprobs":{"content":[2],"c":"w"},"delta":{"content":"lo"},"finish_reason":"stop"}]}"""))
        {
            Check = completion =>
            {
                var fields = completion.Choices[0].AdditionalProperties;
                Assert.Equal("x", fields["a"]);
                Assert.Equal("z", fields["b"]);
                var logprobs = Assert.IsType<Dictionary<string, object?>>(fields["logprobs"]);
                Assert.Equal(new object?[] { 1L, 2L }, logprobs["content"]);
                Assert.Equal("w", logprobs["c"]);
            },
        },
        new("known fields", Sse.CreateStream(
            """{"id":"c1","object":"chat.completion.chunk","created":1710000000,"model":"m/n","choices":[]}""", Chunk.Text("Hello"), Chunk.Stop()))
        {
            Check = completion =>
            {
                Assert.Equal("c1", completion.Id);
                Assert.Equal("chat.completion", completion.Object);
                Assert.Equal("m/n", completion.Model);
                Assert.Equal(2024, completion.Created!.Value.Year);
                Assert.Empty(completion.AdditionalProperties);
            },
        },
    ];
}
