namespace Qubrid.Client.Tests.Shapes;

internal static partial class WireShapes
{
    /// <summary>The name of the one shape that is too big to cut at every byte.</summary>
    internal const string Big = "event of several megabytes";

    private static readonly string s_bigText = string.Concat(Enumerable.Repeat("0123456789 äöü 漢字 😀\n", 150_000));

    private static WireShape[] Texts() =>
    [
        new("two, three and four byte characters", Sse.Stream(Chunk.Text("ä漢"), Chunk.Text("字😀"), Chunk.Text("👩‍💻"), Chunk.Stop()))
        {
            Text = "ä漢字😀👩‍💻",
        },
        new("characters as escapes", Sse.Stream(Chunk.Delta(@"""content"":""\u6f22\ud83d\ude00\n\t\""\\\/"""), Chunk.Stop()))
        {
            Text = "漢😀\n\t\"\\/",
        },
        new("white space alone", Sse.Stream(Chunk.Text(" "), Chunk.Text("\n"), Chunk.Text("\n "), Chunk.Stop())) { Text = " \n\n " },
        new("names as escapes", Sse.Stream(
            @"{""\u0063hoices"":[{""index"":0,""d\u0065lta"":{""cont\u0065nt"":""Hello""},""finish_reason"":""stop""}]}")),
        new(Big, Sse.Stream(Chunk.Text(s_bigText), Chunk.Stop())) { Text = s_bigText },
    ];
}
