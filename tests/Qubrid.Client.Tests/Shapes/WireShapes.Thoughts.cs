namespace Qubrid.Client.Tests.Shapes;

internal static partial class WireShapes
{
    private static WireShape[] Thoughts() =>
    [
        new("reasoning_content", Sse.Stream(
            Chunk.Delta("\"reasoning_content\":\"Let \""), Chunk.Delta("\"reasoning_content\":\"me\",\"content\":null"), Chunk.Text("Hello"), Chunk.Stop()))
        {
            Reasoning = "Let me",
        },
        new("reasoning", Sse.Stream(
            Chunk.Delta("\"reasoning\":\"Let \""), Chunk.Delta("\"reasoning\":\"me\",\"content\":\"\""), Chunk.Text("Hello"), Chunk.Stop()))
        {
            Reasoning = "Let me",
        },
        // vLLM sends one text under both names while it moves from the one to the other.
        new("reasoning under both names", Sse.Stream(
            Chunk.Delta("\"reasoning\":\"Let me\",\"reasoning_content\":\"Let me\""), Chunk.Text("Hello"), Chunk.Stop()))
        {
            Reasoning = "Let me",
        },
        new("reasoning under one of both names", Sse.Stream(
            Chunk.Delta("\"reasoning_content\":null,\"reasoning\":\"Let \""),
            Chunk.Delta("\"reasoning\":\"\",\"reasoning_content\":\"me\""), Chunk.Text("Hello"), Chunk.Stop()))
        {
            Reasoning = "Let me",
        },
        new("reasoning and text in one delta", Sse.Stream(Chunk.Delta("\"reasoning\":\"Hm\",\"content\":\"Hello\""), Chunk.Stop()))
        {
            Reasoning = "Hm",
        },
    ];
}
