namespace Qubrid.Client.Tests.Gateways;

internal static partial class GatewayResponses
{
    private static string Greeting => Sse.CreateStream(Chunk.Text("Hel"), Chunk.Text("lo"), Chunk.Stop());

    private static GatewayResponse[] Framing() =>
    [
        new("lines end in LF", Greeting),
        new("lines end in CRLF", Greeting.Replace("\n", "\r\n")),
        new("lines end in CR", Greeting.Replace('\n', '\r')),
        new("lines end in each way", Greeting.Replace("\n\n", "\r\n\n")),
        new("no space after data:", Greeting.Replace("data: ", "data:")),
        new("comments", ": hi\n\n" + Greeting.Replace("data: {", ": keep-alive\n:\ndata: {") + ": bye\n\n"),
        new("event, id and retry lines", Greeting.Replace("data: {", "event: message\nid: 7\nretry: 100\ndata: {")),
        new("unknown event types", Greeting.Replace("data: {", "event: chunk\ndata: {")),
        new("unknown field lines", Greeting.Replace("data: {", "foo: bar\nfoo\ndata: {")) { HasFixedContentType = true },
        new("several data lines in one event", Greeting.Replace("\"choices\":", "\ndata: \"choices\":\ndata: ")),
        new("byte order mark", "\uFEFF" + Greeting),
        new("blank data", "data:\n\ndata: \n\n" + Greeting),
        new("blank lines before and between", "\n\n\n" + Greeting.Replace("\n\n", "\n\n\n\n")),
        new("blanks around [DONE]", Sse.CreateEvents(Chunk.Text("Hello")) + "data:  [DONE] \t\n\n" + Sse.CreateEvents(Chunk.Text("more"))) { FinishReason = null },
        new("events after [DONE]", Greeting + Sse.CreateEvents(Chunk.Text("more"))),
    ];
}
