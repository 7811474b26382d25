namespace Qubrid.Client.Tests.Gateways;

internal static partial class GatewayResponses
{
    /// <summary>The name of the response that is too large to split at every byte.</summary>
    internal const string LargeEvent = "event of several megabytes";

    private static string LargeText => string.Concat(Enumerable.Repeat("0123456789 äöü 漢字 😀\n", 150_000));

    private static GatewayResponse[] Texts() =>
    [
        new("two, three and four byte characters", Sse.CreateStream(Chunk.Text("ä漢"), Chunk.Text("字😀"), Chunk.Text("👩‍💻"), Chunk.Stop()))
        {
            Text = "ä漢字😀👩‍💻",
        },
        new("characters as escapes", Sse.CreateStream(Chunk.Delta(@"""content"":""\u6f22\ud83d\ude00\n\t\""\\\/"""), Chunk.Stop()))
        {
            Text = "漢😀\n\t\"\\/",
        },
        new("a character split over two deltas", Sse.CreateStream(
            Chunk.Delta(@"""content"":""a\ud83d"""), Chunk.Delta(@"""content"":""\ude00b"""), Chunk.Stop()))
        {
            Text = "a😀b",
        },
        new("an unpaired surrogate at the end", Sse.CreateStream(Chunk.Delta(@"""content"":""a\n\ud83d"""), Chunk.Stop())) { Text = "a\n\ud83d" },
        new("an unpaired low surrogate", Sse.CreateStream(Chunk.Delta(@"""content"":""\ude00\t\""\\\/é"""), Chunk.Stop())) { Text = "\ude00\t\"\\/é" },
        new("reasoning with an unpaired surrogate", Sse.CreateStream(Chunk.Delta(@"""reasoning"":""\udc00"""), Chunk.Text("Hello"), Chunk.Stop()))
        {
            Reasoning = "\udc00",
        },
        new("an unpaired surrogate in an unknown field", Sse.CreateStream(Chunk.Delta(@"""content"":""Hello"",""x"":""\ud800\r"""), Chunk.Stop()))
        {
            Check = completion => Assert.Equal("\ud800\r", completion.Choices[0].Message.AdditionalProperties["x"]),
        },
        new("bytes that are not valid UTF-8", [.. "data: {\"choices\":[{\"delta\":{\"content\":\"a\\n"u8, 0xC3, 0x28, 0xFF, .. "é\"},\"finish_reason\":\"stop\"}]}\n\n"u8])
        {
            Text = "a\n\uFFFD(\uFFFDé",
        },
        new("white space only", Sse.CreateStream(Chunk.Text(" "), Chunk.Text("\n"), Chunk.Text("\n "), Chunk.Stop())) { Text = " \n\n " },
        new("names as escapes", Sse.CreateStream(
            @"{""\u0063hoices"":[{""index"":0,""d\u0065lta"":{""cont\u0065nt"":""Hello""},""finish_reason"":""stop""}]}")),
        new(LargeEvent, Sse.CreateStream(Chunk.Text(LargeText), Chunk.Stop())) { Text = LargeText },
    ];
}
