namespace Qubrid.Client.Tests.Gateways;

internal static partial class GatewayResponses
{
    private static GatewayResponse[] Deltas() =>
    [
        new("role only in the first delta", Sse.CreateStream(Chunk.Delta("\"role\":\"assistant\""), Chunk.Text("Hel"), Chunk.Text("lo"), Chunk.Stop()))
        {
            Check = completion => Assert.Equal("assistant", completion.Choices[0].Message.Role),
        },
        new("role and text in the first delta", Sse.CreateStream(Chunk.Delta("\"role\":\"assistant\",\"content\":\"Hel\""), Chunk.Text("lo"), Chunk.Stop())),
        new("content null", Sse.CreateStream(Chunk.Delta("\"role\":\"assistant\",\"content\":null"), Chunk.Text("Hello"), Chunk.Delta("\"content\":null", 0, "stop"))),
        new("content empty", Sse.CreateStream(Chunk.Delta("\"role\":\"assistant\",\"content\":\"\""), Chunk.Text("Hello"), Chunk.Delta("\"content\":\"\"", 0, "stop"))),
        new("content absent", Sse.CreateStream(Chunk.Delta(""), Chunk.Text("Hello"), Chunk.Stop())),
        new("content in parts", Sse.CreateStream(Chunk.Delta("""
            "content":[{"type":"text","text":"Hel"},{"type":"text","text":"lo"}]
            """.Trim()), Chunk.Stop())),
        new("content always null", Sse.CreateStream(Chunk.Delta("\"content\":null"), Chunk.Stop())) { Text = null },
        new("content always empty", Sse.CreateStream(Chunk.Text(""), Chunk.Stop())) { Text = "" },
        new("delta null", Sse.CreateStream("""{"choices":[{"index":0,"delta":null}]}""", Chunk.Text("Hello"), Chunk.Stop())),
        new("text and finish in one delta", Sse.CreateStream(Chunk.Delta("\"content\":\"Hello\"", 0, "length"))) { FinishReason = "length" },
        new("index after the delta", Sse.CreateStream("""{"choices":[{"delta":{"content":"b"},"index":1}]}""", Chunk.Text("Hello"), Chunk.Stop(), Chunk.Stop(index: 1)))
        {
            Check = completion => Assert.Equal("b", completion.Choices[1].Message.Content),
        },
        new("index absent", Sse.CreateStream("""{"choices":[{"delta":{"content":"Hello"},"finish_reason":"stop"}]}""")),
        new("choices interleaved", Sse.CreateStream(
            Chunk.Text("x", 1), Chunk.Text("Hel"), Chunk.Text("y", 1), Chunk.Text("lo"), Chunk.Stop(), Chunk.Stop("length", 1)))
        {
            Check = completion =>
            {
                Assert.Equal([0, 1], completion.Choices.Select(choice => choice.Index));
                Assert.Equal("xy", completion.Choices[1].Message.Content);
                Assert.Equal("length", completion.Choices[1].FinishReason);
            },
        },
        new("two choices in one chunk", Sse.CreateStream(
            """{"choices":[{"index":0,"delta":{"content":"Hello"},"finish_reason":"stop"},{"index":1,"delta":{"content":"Bye"},"finish_reason":"stop"}]}"""))
        {
            Check = completion => Assert.Equal("Bye", completion.Choices[1].Message.Content),
        },
    ];
}
