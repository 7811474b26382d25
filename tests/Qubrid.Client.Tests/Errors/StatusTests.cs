namespace Qubrid.Client.Tests.Errors;

public class StatusTests
{
    [Theory]
    [InlineData(400, QubridErrorKind.InvalidRequest)]
    [InlineData(401, QubridErrorKind.Unauthorized)]
    [InlineData(402, QubridErrorKind.InvalidRequest)]
    [InlineData(403, QubridErrorKind.Unauthorized)]
    [InlineData(404, QubridErrorKind.NotFound)]
    [InlineData(405, QubridErrorKind.InvalidRequest)]
    [InlineData(408, QubridErrorKind.Timeout)]
    [InlineData(409, QubridErrorKind.InvalidRequest)]
    [InlineData(413, QubridErrorKind.InvalidRequest)]
    [InlineData(422, QubridErrorKind.InvalidRequest)]
    [InlineData(429, QubridErrorKind.RateLimited)]
    [InlineData(500, QubridErrorKind.ServerError)]
    [InlineData(501, QubridErrorKind.ServerError)]
    [InlineData(502, QubridErrorKind.ServerError)]
    [InlineData(503, QubridErrorKind.ServerError)]
    [InlineData(504, QubridErrorKind.ServerError)]
    [InlineData(529, QubridErrorKind.ServerError)]
    public async Task Status_code_determines_the_error_kind_for_any_body(int status, QubridErrorKind kind)
    {
        foreach (var body in new[] { """{"error":{"message":"No"}}""", """{"error":"No"}""", """{"detail":"No"}""", "<title>No</title>", "No" })
        {
            await using var server = await TestServer.StartAsync(StubResponses.SendStatus(status, body));
            using var client = server.Connect();
            var failure = await client.ExpectFailureAsync();
            Assert.Equal(kind, failure.Kind);
            Assert.Equal(status, (int)failure.StatusCode!);
            Assert.Equal("No", failure.ServiceMessage);
        }
    }

    [Theory]
    [InlineData("x-request-id")]
    [InlineData("request-id")]
    public async Task Request_id_header_is_reported(string header)
    {
        await using var server = await TestServer.StartAsync(
            StubResponses.SendStatus(400, "", "text/plain", (header, "r-1")), StubResponses.SendStatus(200, Chunk.Complete("Hi"), "application/json", (header, "r-2")));
        using var client = server.Connect();
        Assert.Equal("r-1", (await client.ExpectFailureAsync()).RequestId);
        Assert.Equal("r-2", (await client.CompleteAsync()).RequestId);
    }

    [Theory]
    [InlineData("Retry-After", "7", 7.0)]
    [InlineData("Retry-After", "1.5", 1.5)]
    [InlineData("retry-after-ms", "250", 0.25)]
    [InlineData("Retry-After", "-3", 0.0)]
    [InlineData("Retry-After", "Thu, 01 Jan 1970 00:00:00 GMT", 0.0)]
    [InlineData("Retry-After", "soon", null)]
    [InlineData("X-Other", "1", null)]
    public async Task Retry_after_header_is_reported(string header, string value, double? seconds)
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStatus(429, "", "text/plain", (header, value)));
        using var client = server.Connect();
        Assert.Equal(seconds, (await client.ExpectFailureAsync()).RetryAfter?.TotalSeconds);
    }
}
