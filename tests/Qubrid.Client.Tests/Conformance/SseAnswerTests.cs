using System.Text;

namespace Qubrid.Client.Tests.Conformance;

/// <summary>The same rules, seen from outside: answers over HTTP whose framing is odd.</summary>
public class SseAnswerTests
{
    private const string A = "{\"choices\":[{\"delta\":{\"content\":\"A\"}}]}";
    private const string B = "{\"choices\":[{\"delta\":{\"content\":\"B\"},\"finish_reason\":\"stop\"}]}";
    private const string Split = "data:{\"choices\":[{\"delta\":\r:\ndata\r\n data:fail\ndata:{\"content\":\"A\"}}\rData:fail\ndata: ]}\n\n";

    // Bytes, media type, and the texts in the order in which they come; "!" is an answer that was interrupted.
    public static TheoryData<string, string, string> Answers { get; } = new()
    {
        { "\uFEFFdata:" + A + "\n\n\uFEFFdata:fail\n\ndata:" + B + "\n\n", "text/event-stream", "A B" },
        { "\uFEFF\uFEFFdata:fail\n\ndata:" + B + "\n\n", "text/event-stream", "B" },
        { Split + "data:" + B + "\n\n", "text/event-stream", "A B" },
        { "data:" + A + "\n\ndata:" + B, "text/event-stream", "A !" },
        { "retry:1\nid:\0\nevent:\ndata:" + A + "\n\nevent: x\ndata:" + B + "\n\n", "text/event-stream", "A B" },
        { "data:\ndata\n\n\ndata:" + A + "\r\rdata:" + B + "\r\n\r\n", "text/event-stream", "A B" },
        { "data:\t" + A + "\n\ndata:  " + B + "\n\n", "TEXT/EVENT-STREAM ; charset=windows-1252", "A B" },
        { "data:" + A + "\n\ndata:" + B + "\n\n", "text/event-stream;", "A B" },
        { "data:" + A + "\n\ndata:" + B + "\n\n", "text/x-bogus", "A B" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_answer_is_read_by_the_rules_of_event_streams(string body, string mediaType, string texts)
    {
        await using var server = await WireServer.StartAsync(async context =>
        {
            context.Response.ContentType = mediaType;
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
        });
        using var client = server.Connect();
        var updates = new List<ChatUpdate>();
        var pull = client.StreamAsync(updates);
        if (texts.EndsWith('!'))
        {
            Assert.Equal(QubridErrorKind.StreamInterrupted, (await Assert.ThrowsAsync<QubridApiException>(() => pull)).Kind);
        }
        else
        {
            await pull;
        }

        var seen = updates.Where(update => !update.IsLast).SelectMany(update => update.Text!);
        Assert.Equal(texts.TrimEnd('!', ' '), string.Join(' ', seen));
    }
}
