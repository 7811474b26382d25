using System.Text;

namespace Qubrid.Client.Tests.Conformance;

/// <summary>Tests the same rules with HTTP responses that have unusual framing.</summary>
public class SseResponseTests
{
    private const string FirstChunk = "{\"choices\":[{\"delta\":{\"content\":\"A\"}}]}";
    private const string SecondChunk = "{\"choices\":[{\"delta\":{\"content\":\"B\"},\"finish_reason\":\"stop\"}]}";
    private const string Split = "data:{\"choices\":[{\"delta\":\r:\ndata\r\n data:fail\ndata:{\"content\":\"A\"}}\rData:fail\ndata: ]}\n\n";

    // Bytes, media type, and the expected texts in order; "!" means that the response was interrupted.
    public static TheoryData<string, string, string> Responses { get; } = new()
    {
        { "\uFEFFdata:" + FirstChunk + "\n\n\uFEFFdata:fail\n\ndata:" + SecondChunk + "\n\n", "text/event-stream", "A B" },
        { "\uFEFF\uFEFFdata:fail\n\ndata:" + SecondChunk + "\n\n", "text/event-stream", "B" },
        { Split + "data:" + SecondChunk + "\n\n", "text/event-stream", "A B" },
        { "data:" + FirstChunk + "\n\ndata:" + SecondChunk, "text/event-stream", "A !" },
        { "retry:1\nid:\0\nevent:\ndata:" + FirstChunk + "\n\nevent: x\ndata:" + SecondChunk + "\n\n", "text/event-stream", "A B" },
        { "data:\ndata\n\n\ndata:" + FirstChunk + "\r\rdata:" + SecondChunk + "\r\n\r\n", "text/event-stream", "A B" },
        { "data:\t" + FirstChunk + "\n\ndata:  " + SecondChunk + "\n\n", "TEXT/EVENT-STREAM ; charset=windows-1252", "A B" },
        { "data:" + FirstChunk + "\n\ndata:" + SecondChunk + "\n\n", "text/event-stream;", "A B" },
        { "data:" + FirstChunk + "\n\ndata:" + SecondChunk + "\n\n", "text/x-bogus", "A B" },
    };

    [Theory]
    [MemberData(nameof(Responses))]
    public async Task Response_is_parsed_by_the_event_stream_rules(string body, string mediaType, string expectedTexts)
    {
        await using var server = await TestServer.StartAsync(async context =>
        {
            context.Response.ContentType = mediaType;
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
        });
        using var client = server.Connect();
        var updates = new List<ChatUpdate>();
        var isStreamed = client.ReadUpdatesAsync(updates);
        if (expectedTexts.EndsWith('!'))
        {
            Assert.Equal(QubridErrorKind.StreamInterrupted, (await Assert.ThrowsAsync<QubridApiException>(() => isStreamed)).Kind);
        }
        else
        {
            await isStreamed;
        }

        var received = updates.Where(update => !update.IsLast).SelectMany(update => update.Text!);
        Assert.Equal(expectedTexts.TrimEnd('!', ' '), string.Join(' ', received));
    }
}
