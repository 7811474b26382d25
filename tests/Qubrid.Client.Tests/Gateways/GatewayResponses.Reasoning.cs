namespace Qubrid.Client.Tests.Gateways;

internal static partial class GatewayResponses
{
    private static GatewayResponse[] ReasoningFields() =>
    [
        new("reasoning_content", Sse.CreateStream(
            Chunk.Delta("\"reasoning_content\":\"Let \""), Chunk.Delta("\"reasoning_content\":\"me\",\"content\":null"), Chunk.Text("Hello"), Chunk.Stop()))
        {
            Reasoning = "Let me",
        },
        new("reasoning", Sse.CreateStream(
            Chunk.Delta("\"reasoning\":\"Let \""), Chunk.Delta("\"reasoning\":\"me\",\"content\":\"\""), Chunk.Text("Hello"), Chunk.Stop()))
        {
            Reasoning = "Let me",
        },
        // vLLM sends the text under both names while it migrates from one name to the other.
        new("reasoning under both names", Sse.CreateStream(
            Chunk.Delta("\"reasoning\":\"Let me\",\"reasoning_content\":\"Let me\""), Chunk.Text("Hello"), Chunk.Stop()))
        {
            Reasoning = "Let me",
        },
        new("reasoning under one of both names", Sse.CreateStream(
            Chunk.Delta("\"reasoning_content\":null,\"reasoning\":\"Let \""),
            Chunk.Delta("\"reasoning\":\"\",\"reasoning_content\":\"me\""), Chunk.Text("Hello"), Chunk.Stop()))
        {
            Reasoning = "Let me",
        },
        new("reasoning and text in one delta", Sse.CreateStream(Chunk.Delta("\"reasoning\":\"Hm\",\"content\":\"Hello\""), Chunk.Stop()))
        {
            Reasoning = "Hm",
        },
    ];
}
