using Microsoft.AspNetCore.Http.Features;

namespace Qubrid.Client.Tests.Errors;

/// <summary>A server that repeats the key: it may stand in no text of the failure.</summary>
public class EchoedKeyTests
{
    public static TheoryData<int, string> Bodies { get; } = new MatrixTheoryData<int, string>(
        [200, 202, 401, 500],
        [
            "{\"error\":{\"message\":\"Bad KEY\",\"type\":\"t KEY\",\"code\":\"KEY\"}}", "{\"error\":\"KEY\"}", "{\"detail\":{\"a\":\"KEY\"}}",
            "Bad KEY", "<title>KEY</title>",
        ]);

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task In_the_body(int status, string body) =>
        await HoldsAsync(Answers.Status(status, body.Replace("KEY", Ask.Key)));

    [Theory]
    [InlineData(400, "x-request-id", "KEY")]
    [InlineData(200, "x-request-id", "KEY")]
    [InlineData(302, "x-request-id", "KEY")]
    [InlineData(302, "Location", "/a/KEY")]
    [InlineData(302, "Location", "https://x.example/KEY")]
    [InlineData(200, "Content-Type", "text/KEY")]
    [InlineData(200, "Content-Encoding", "KEY")]
    [InlineData(400, "Retry-After", "KEY")]
    public async Task In_a_header(int status, string name, string value) =>
        await HoldsAsync(Answers.Status(status, "{\"error\":\"no\"}", "text/plain", (name, value.Replace("KEY", Ask.Key))));

    [Fact]
    public async Task In_the_words_behind_the_status() => await HoldsAsync(context =>
    {
        context.Response.StatusCode = 400;
        context.Features.Get<IHttpResponseFeature>()!.ReasonPhrase = "Bad " + Ask.Key;
        return Task.CompletedTask;
    });

    [Fact]
    public async Task In_an_event() => await HoldsAsync(Answers.Stream(Sse.Events(Chunk.Text("Hi"), "{\"error\":\"Bad " + Ask.Key + "\"}")));

    [Fact]
    public async Task In_an_event_that_is_no_JSON() => await HoldsAsync(Answers.Stream(Sse.Events(Chunk.Text("Hi"), Ask.Key)));

    [Fact]
    public async Task Where_a_long_message_is_cut() =>
        await HoldsAsync(Answers.Status(400, new string('x', 500 - (Ask.Key.Length / 2)) + Ask.Key), hidden: Ask.Key[..12]);

    private static async Task HoldsAsync(Func<HttpContext, Task> answer, string hidden = Ask.Key)
    {
        await using var server = await WireServer.StartAsync(answer);
        using var client = server.Connect();
        var log = new List<string>();
        var failure = await client.FailAsync(Ask.Again(1, log.Add));
        string?[] texts =
        [
            failure.ToString(), failure.Message, failure.ServiceMessage, failure.ErrorType, failure.ErrorCode, failure.RequestId, .. log,
        ];
        Assert.All(texts, text => Assert.DoesNotContain(hidden, text ?? ""));
        Assert.NotEmpty(log);
    }
}
