namespace Qubrid.Client.Tests.Gateways;

internal static partial class GatewayResponses
{
    private static GatewayResponse[] EmptyValues() =>
    [
        new("empty id, model and created in the last chunks, as Azure sends them", Sse.CreateStream(
            """{"id":"c1","model":"m/n","created":1710000000,"choices":[{"index":0,"delta":{"role":"assistant","content":"Hel"},"finish_reason":null}]}""",
            """{"id":"","model":"","created":0,"choices":[{"index":0,"delta":{"content":"lo"},"finish_reason":""}]}""",
            """{"id":"","model":"","created":0,"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"""))
        {
            Id = "c1", Model = "m/n", Created = 1710000000,
        },
        new("empty role in later deltas, as GLM and MiniMax send it", Sse.CreateStream(
            Chunk.Delta("\"role\":\"assistant\",\"content\":\"Hel\""), Chunk.Delta("\"role\":\"\",\"content\":\"lo\""), Chunk.Delta("\"role\":null", 0, "stop"))),
        new("empty role in the only message", """{"id":"","model":null,"choices":[{"message":{"role":"","content":"Hello"},"finish_reason":"stop"}]}""")
        {
            Check = completion =>
            {
                Assert.Null(completion.Id);
                Assert.Null(completion.Model);
                Assert.Equal("assistant", completion.Choices[0].Message.Role);
            },
        },
        new("empty finish_reason in every chunk but the last, as Ollama and SGLang send it", Sse.CreateEvents(
            Chunk.Delta("\"content\":\"Hel\"", 0, ""), Chunk.Delta("\"content\":\"lo\"", 0, ""), Chunk.Delta("", 0, "stop"))),
        new("empty finish_reason after the real one", Sse.CreateEvents(Chunk.Delta("\"content\":\"Hello\"", 0, "length"), Chunk.Delta("", 0, "")))
        {
            FinishReason = "length",
        },
        new("empty finish_reason only, with [DONE]", Sse.CreateStream(Chunk.Delta("\"content\":\"Hello\"", 0, ""))) { FinishReason = null },
        new("empty finish_reason only, without [DONE]", Sse.CreateEvents(Chunk.Delta("\"content\":\"Hello\"", 0, "")))
        {
            Error = QubridErrorKind.StreamInterrupted,
        },
        new("empty finish_reason only, and then a reset", Sse.CreateEvents(Chunk.Delta("\"content\":\"Hello\"", 0, "")))
        {
            Ending = ResponseEnding.Reset, Error = QubridErrorKind.StreamInterrupted,
        },
        new("created as a string and zero before the value", Sse.CreateStream(
            """{"created":0,"choices":[{"delta":{"content":"Hello"}}]}""", """{"created":"1710000000","choices":[{"delta":{},"finish_reason":"stop"}]}"""))
        {
            Created = 1710000000,
        },
        new("error object with empty fields beside choices", Sse.CreateStream(
            Chunk.Delta("\"content\":\"Hello\"", extraFields: ",\"error\":{}"), Chunk.Stop(extraFields: ",\"error\":{\"message\":\"\",\"type\":null,\"code\":0}"))),
        new("error object with empty fields in a buffered response", Chunk.Complete("Hello", ",\"error\":{\"message\":\"\",\"code\":\"\"}")),
    ];
}
