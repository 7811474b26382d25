using System.Diagnostics;
using Qubrid.Client.Http;

namespace Qubrid.Client.Tests.Errors;

/// <summary>Tests that text of a service contains no control characters when it is displayed.</summary>
public class TerminalTextTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("Plain, äöü 漢字 😀\tand\nlines", "Plain, äöü 漢字 😀\tand\nlines")]
    [InlineData("a\u001b[2Jb", "a\u241B[2Jb")]
    [InlineData("a\u0007\u0000\u007fb", "a\u2407\u2400\uFFFDb")]
    [InlineData("a\u0085\u009b31mb", "a\uFFFD\uFFFD31mb")]
    [InlineData("line\r\nline", "line\nline")]
    [InlineData("a\u202Ab\u202Ec\u2066d\u2069e", "a\uFFFDb\uFFFDc\uFFFDd\uFFFDe")]
    [InlineData("a\u200Eb\u200Fc\u061Cd", "abcd")]
    [InlineData("\u0600\u2029\u2027\u206A\u3000", "\u0600\u2029\u2027\u206A\u3000")]
    public void Sanitize_replaces_control_and_direction_characters(string? text, string shown) => Assert.Equal(shown, TerminalSanitizer.Sanitize(text));

    [Fact]
    public void SanitizeLine_returns_a_single_line() => Assert.Equal("a b c\u241B", TerminalSanitizer.SanitizeLine("a\nb\tc\r\u001b"));

    [Theory]
    [InlineData(400, "{\"error\":{\"message\":\"X\",\"type\":\"X\",\"code\":\"X\"}}")]
    [InlineData(200, "{\"error\":{\"message\":\"X\",\"type\":\"X\",\"code\":\"X\"}}")]
    [InlineData(200, "{\"error\":\"no\",\"X\":1}")]
    [InlineData(500, "X")]
    [InlineData(200, "X")]
    [InlineData(200, "{\"choices\":X}")]
    [InlineData(200, "data: X\n\n")]
    [InlineData(503, "<title>X</title>")]
    public async Task Error_texts_contain_no_control_characters(int status, string body)
    {
        foreach (var evil in new[] { "a\u001b]0;title\u0007b", "a\u202Eb\u2067c", "a\u009bb\u200ec" })
        {
            var isJson = body[0] == '{' && !body.Contains(":X");
            var sent = body.Replace("X", isJson ? string.Concat(evil.Select(unit => $"\\u{(int)unit:x4}")) : evil);
            await using var server = await TestServer.StartAsync(StubResponses.SendStatus(status, sent, "text/plain"));
            using var client = server.Connect();
            var log = new List<string>();
            var failure = await client.ExpectFailureAsync(TestClient.FastRetry(1, log.Add));
            Assert.All([failure.ToString(), failure.Message, failure.ServiceMessage, failure.ErrorType, failure.ErrorCode, .. log], IsSafe);
        }
    }

    [Fact]
    public async Task Reason_phrase_and_request_id_contain_no_control_characters()
    {
        using var handler = new HeaderHandler();
        using var transport = new HttpTransport(TestClient.Options(new Uri("http://localhost/v1")), handler);
        var log = new List<string>();
        using var call = new HttpChatCall(transport, TestClient.CreateRequest(), TestClient.FastRetry(1, log.Add), observer: null, default);
        var failure = await Assert.ThrowsAsync<QubridApiException>(call.CompleteAsync);
        Assert.Equal("r\uFFFD1", failure.RequestId);
        Assert.All([failure.Message, failure.RequestId, .. log], IsSafe);
    }

    [Fact]
    public async Task Telemetry_tags_contain_no_control_characters()
    {
        var tags = new List<KeyValuePair<string, object?>>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "QubridPS",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => tags.AddRange(activity.TagObjects.Where(_ => activity.DisplayName == "chat terminal-test")),
        };
        ActivitySource.AddActivityListener(listener);
        await using var server = await TestServer.StartAsync(StubResponses.SendJson(
            """{"id":"i\u001b[1m","model":"m\u202e","choices":[{"message":{"content":"Hello"},"finish_reason":"s\u0007"}]}"""));
        using var client = server.Connect();
        var completion = await client.CompleteAsync(request: TestClient.CreateRequest("terminal-test"));
        Assert.Equal("i\u001b[1m", completion.Id); // data is not changed
        Assert.Contains(tags, tag => tag.Key == "gen_ai.response.id");
        Assert.All(tags.SelectMany(tag => tag.Value as string[] ?? [(tag.Value as string)!]), IsSafe);
    }

    private static void IsSafe(string? text) => Assert.Equal(TerminalSanitizer.Sanitize(text?.Replace("\r", "")), text?.Replace("\r", "") ?? "");

    private sealed class HeaderHandler : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = new HttpResponseMessage(System.Net.HttpStatusCode.BadGateway) { ReasonPhrase = "Bad\u009b31m", Content = new StringContent("no") };
            response.Headers.TryAddWithoutValidation("x-request-id", "r\u009b1");
            return Task.FromResult(response);
        }
    }
}
