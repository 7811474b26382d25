namespace Qubrid.Client.Tests.Gateways;

internal static partial class GatewayResponses
{
    private static GatewayResponse[] Endings() =>
    [
        new("finish reason, and then a reset", Finished) { Ending = ResponseEnding.Reset },
        new("finish reason, and then silence", Finished) { Ending = ResponseEnding.Silence },
        new("finish reason, and then the end", Finished),
        new("finish reason, and then the end inside the usage", Finished + "data: {\"choices\":[],\"usage\":{\"prompt_to"),
        new("finish reason, and then a reset inside the usage", Finished + "data: {\"choices\":[],\"usage\":{\"prompt_to") { Ending = ResponseEnding.Reset },
        new("finish reason, and then a truncated event", Finished + "data: {\"choices\":[],\"usage\":{\"prompt_to\n\n"),
        new("finish reason and usage, and then a reset", Finished + Sse.CreateEvents("{\"choices\":[]" + UsageOf(3, 2, 5) + "}"))
        {
            Ending = ResponseEnding.Reset, Usage = (3, 2, 5),
        },
        new("finish reason and usage, and then silence", Finished + Sse.CreateEvents("{\"choices\":[]" + UsageOf(3, 2, 5) + "}"))
        {
            Ending = ResponseEnding.Silence, Usage = (3, 2, 5),
        },
        new("all of two choices finished, and then a reset", Sse.CreateEvents(
            Chunk.Text("Hello"), Chunk.Text("b", 1), Chunk.Stop(index: 1), Chunk.Stop())) { Ending = ResponseEnding.Reset },
        new("all of two choices finished, and then silence", Sse.CreateEvents(
            Chunk.Text("Hello"), Chunk.Text("b", 1), Chunk.Stop(index: 1), Chunk.Stop())) { Ending = ResponseEnding.Silence },
        new("one of two choices finished, and then a reset", Sse.CreateEvents(Chunk.Text("Hello"), Chunk.Text("b", 1), Chunk.Stop()))
        {
            Ending = ResponseEnding.Reset, Error = QubridErrorKind.StreamInterrupted,
        },
        new("tool calls finished, and then a reset", Sse.CreateEvents(
            Chunk.Delta("\"tool_calls\":[{\"index\":0,\"id\":\"t1\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]", 0, "tool_calls")))
        {
            Ending = ResponseEnding.Reset, Text = null, FinishReason = "tool_calls", ToolCalls = "f({})",
        },
        new("a reset before the finish reason", Sse.CreateEvents(Chunk.Text("Hello"))) { Ending = ResponseEnding.Reset, Error = QubridErrorKind.StreamInterrupted },
        new("a finish reason in a truncated event", Sse.CreateEvents(Chunk.Text("Hello")) + "data: {\"choices\":[{\"finish_reason\":\"stop\",\"delta\":{\"content\":\" wor\n\n")
        {
            Error = QubridErrorKind.InvalidResponse,
        },
        new("a complete body, and then a reset", Chunk.Complete("Hello", UsageOf(3, 2, 5))) { Ending = ResponseEnding.Reset, Usage = (3, 2, 5) },
        new("a complete body, and then silence", Chunk.Complete("Hello", UsageOf(3, 2, 5))) { Ending = ResponseEnding.Silence, Usage = (3, 2, 5) },
        new("a body truncated after its choices", """{"choices":[{"message":{"content":"Hello"},"finish_reason":"stop"}],"usage":{"prompt_tok"""),
        new("a body reset after its choices", """{"choices":[{"message":{"content":"Hello"},"finish_reason":"stop"}],"usage":{"prompt_tok""") { Ending = ResponseEnding.Reset },
        new("a body reset in its text", """{"choices":[{"finish_reason":"stop","message":{"content":"Hel""")
        {
            Ending = ResponseEnding.Reset, Text = null, Error = QubridErrorKind.StreamInterrupted,
            CheckError = failure => Assert.Null(failure.PartialCompletion?.Text),
        },
        new("a body reset after its text", """{"choices":[{"finish_reason":"stop","message":{"content":"Hello"}""")
        {
            Ending = ResponseEnding.Reset, Error = QubridErrorKind.StreamInterrupted,
        },
    ];

    private static string Finished => Sse.CreateEvents(Chunk.Text("Hel"), Chunk.Text("lo"), Chunk.Stop());
}
