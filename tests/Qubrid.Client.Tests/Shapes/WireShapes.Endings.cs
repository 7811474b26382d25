namespace Qubrid.Client.Tests.Shapes;

internal static partial class WireShapes
{
    private static WireShape[] Endings() =>
    [
        new("no [DONE], but a finish reason", Sse.Events(Chunk.Text("Hello"), Chunk.Stop())),
        new("no [DONE], no finish reason", Sse.Events(Chunk.Text("Hel"), Chunk.Text("lo")))
        {
            Fails = QubridErrorKind.StreamInterrupted,
        },
        new("no [DONE], one of two choices finished", Sse.Events(Chunk.Text("Hello"), Chunk.Text("x", 1), Chunk.Stop()))
        {
            Fails = QubridErrorKind.StreamInterrupted,
        },
        new("[DONE], but no finish reason", Sse.Stream(Chunk.Text("Hello"))) { FinishReason = null },
        new("no line end behind [DONE]", Greeting.TrimEnd()),
        new("open behind [DONE]", Greeting) { StaysOpen = true },
        new("connection lost", Sse.Events(Chunk.Text("Hel"), Chunk.Text("lo")))
        {
            Breaks = true, Fails = QubridErrorKind.StreamInterrupted,
        },
        new("ends inside an event", Sse.Events(Chunk.Text("Hello")) + "data: {\"choices\":[{\"ind")
        {
            Fails = QubridErrorKind.StreamInterrupted,
        },
        new("nothing at all", "") { Text = null, Fails = QubridErrorKind.StreamInterrupted },
        new("lone [DONE]", Sse.Done) { Text = null, Fails = QubridErrorKind.InvalidResponse },
        new("figures, but no choice", Sse.Stream("{\"choices\":[]" + UsageField + "}")) { Text = null, Fails = QubridErrorKind.InvalidResponse },
        new("event that is no JSON", Sse.Events(Chunk.Text("Hello")) + "data: what?\n\n" + Sse.Done) { Fails = QubridErrorKind.InvalidResponse },
        new("event cut short", Sse.Events(Chunk.Text("Hello"), "{\"choices\":[") + Sse.Done) { Fails = QubridErrorKind.InvalidResponse },
        new("event that is no object", Sse.Events(Chunk.Text("Hello"), "[1]") + Sse.Done) { Fails = QubridErrorKind.InvalidResponse },
        new("text behind the object", Sse.Events(Chunk.Text("Hello"), "{} {}") + Sse.Done) { Fails = QubridErrorKind.InvalidResponse },
        new("choices that are no list", Sse.Events(Chunk.Text("Hello"), "{\"choices\":{}}") + Sse.Done) { Fails = QubridErrorKind.InvalidResponse },
        new("text that is a number", Sse.Events(Chunk.Text("Hello"), Chunk.Delta("\"content\":1")) + Sse.Done) { Fails = QubridErrorKind.InvalidResponse },
    ];
}
