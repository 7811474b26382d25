using Microsoft.AspNetCore.Http.Features;

namespace Qubrid.Client.Tests.Errors;

/// <summary>Tests that no text of an error contains a key that the server echoes.</summary>
public class ErrorKeyRedactionTests
{
    public static TheoryData<int, string> Bodies { get; } = new MatrixTheoryData<int, string>(
        [200, 202, 401, 500],
        [
            "{\"error\":{\"message\":\"Bad KEY\",\"type\":\"t KEY\",\"code\":\"KEY\"}}", "{\"error\":\"KEY\"}", "{\"detail\":{\"a\":\"KEY\"}}",
            "Bad KEY", "<title>KEY</title>",
        ]);

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Key_in_error_body_is_redacted(int status, string body) =>
        await AssertRedactedAsync(StubResponses.SendStatus(status, body.Replace("KEY", TestClient.ApiKey)));

    [Theory]
    [InlineData(400, "x-request-id", "KEY")]
    [InlineData(200, "x-request-id", "KEY")]
    [InlineData(302, "x-request-id", "KEY")]
    [InlineData(302, "Location", "/a/KEY")]
    [InlineData(302, "Location", "https://x.example/KEY")]
    [InlineData(200, "Content-Type", "text/KEY")]
    [InlineData(200, "Content-Encoding", "KEY")]
    [InlineData(400, "Retry-After", "KEY")]
    public async Task Key_in_response_header_is_redacted(int status, string name, string value) =>
        await AssertRedactedAsync(StubResponses.SendStatus(status, "{\"error\":\"no\"}", "text/plain", (name, value.Replace("KEY", TestClient.ApiKey))));

    [Fact]
    public async Task Key_in_reason_phrase_is_redacted() => await AssertRedactedAsync(context =>
    {
        context.Response.StatusCode = 400;
        context.Features.Get<IHttpResponseFeature>()!.ReasonPhrase = "Bad " + TestClient.ApiKey;
        return Task.CompletedTask;
    });

    [Fact]
    public async Task Key_in_error_event_is_redacted() => await AssertRedactedAsync(StubResponses.SendStream(Sse.CreateEvents(Chunk.Text("Hi"), "{\"error\":\"Bad " + TestClient.ApiKey + "\"}")));

    [Fact]
    public async Task Key_in_invalid_event_is_redacted() => await AssertRedactedAsync(StubResponses.SendStream(Sse.CreateEvents(Chunk.Text("Hi"), TestClient.ApiKey)));

    [Fact]
    public async Task Key_at_the_truncation_point_is_redacted() =>
        await AssertRedactedAsync(StubResponses.SendStatus(400, new string('x', 500 - (TestClient.ApiKey.Length / 2)) + TestClient.ApiKey), secret: TestClient.ApiKey[..12]);

    private static async Task AssertRedactedAsync(Func<HttpContext, Task> response, string secret = TestClient.ApiKey)
    {
        await using var server = await TestServer.StartAsync(response);
        using var client = server.Connect();
        var log = new List<string>();
        var failure = await client.ExpectFailureAsync(TestClient.FastRetry(1, log.Add));
        string?[] texts =
        [
            failure.ToString(), failure.Message, failure.ServiceMessage, failure.ErrorType, failure.ErrorCode, failure.RequestId, .. log,
        ];
        Assert.All(texts, text => Assert.DoesNotContain(secret, text ?? ""));
        Assert.NotEmpty(log);
    }
}
