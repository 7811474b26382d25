namespace Qubrid.Client.Tests.Gateways;

internal static partial class GatewayResponses
{
    private static GatewayResponse[] StreamEnds() =>
    [
        new("no [DONE], but a finish reason", Sse.CreateEvents(Chunk.Text("Hello"), Chunk.Stop())),
        new("no [DONE], no finish reason", Sse.CreateEvents(Chunk.Text("Hel"), Chunk.Text("lo")))
        {
            Error = QubridErrorKind.StreamInterrupted,
        },
        new("no [DONE], one of two choices finished", Sse.CreateEvents(Chunk.Text("Hello"), Chunk.Text("x", 1), Chunk.Stop()))
        {
            Error = QubridErrorKind.StreamInterrupted,
        },
        new("[DONE], but no finish reason", Sse.CreateStream(Chunk.Text("Hello"))) { FinishReason = null },
        new("no line end after [DONE]", Greeting.TrimEnd()),
        new("open after [DONE]", Greeting) { Ending = ResponseEnding.Silence },
        new("connection lost", Sse.CreateEvents(Chunk.Text("Hel"), Chunk.Text("lo")))
        {
            Ending = ResponseEnding.Reset, Error = QubridErrorKind.StreamInterrupted,
        },
        new("ends inside an event", Sse.CreateEvents(Chunk.Text("Hello")) + "data: {\"choices\":[{\"ind")
        {
            Error = QubridErrorKind.StreamInterrupted,
        },
        new("an empty response", "") { HasFixedContentType = true, Text = null, Error = QubridErrorKind.StreamInterrupted },
        new("lone [DONE]", Sse.Done) { Text = null, Error = QubridErrorKind.InvalidResponse },
        new("usage without choices", Sse.CreateStream("{\"choices\":[]" + UsageField + "}")) { Text = null, Error = QubridErrorKind.InvalidResponse },
        new("event that is not valid JSON", Sse.CreateEvents(Chunk.Text("Hello")) + "data: what?\n\n" + Sse.Done) { Error = QubridErrorKind.InvalidResponse },
        new("event truncated", Sse.CreateEvents(Chunk.Text("Hello"), "{\"choices\":[") + Sse.Done) { Error = QubridErrorKind.InvalidResponse },
        new("event that is not an object", Sse.CreateEvents(Chunk.Text("Hello"), "[1]") + Sse.Done) { Error = QubridErrorKind.InvalidResponse },
        new("text after the object", Sse.CreateEvents(Chunk.Text("Hello"), "{} {}") + Sse.Done) { Error = QubridErrorKind.InvalidResponse },
        new("choices that are not an array", Sse.CreateEvents(Chunk.Text("Hello"), "{\"choices\":{}}") + Sse.Done) { Error = QubridErrorKind.InvalidResponse },
        new("text that is a number", Sse.CreateEvents(Chunk.Text("Hello"), Chunk.Delta("\"content\":1")) + Sse.Done) { Error = QubridErrorKind.InvalidResponse },
    ];
}
