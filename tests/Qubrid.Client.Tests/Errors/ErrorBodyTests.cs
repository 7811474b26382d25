using System.Net;
using Qubrid.Client.Tests.Gateways;

namespace Qubrid.Client.Tests.Errors;

public class ErrorBodyTests
{
    private static async Task<QubridApiException> FailAsync(int status, string body, params (string, string)[] headers)
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStatus(status, body, "text/plain", headers));
        using var client = server.Connect();
        return await client.ExpectFailureAsync();
    }

    public static TheoryData<string, string?, string?, string?> Bodies { get; } = new()
    {
        { """{"error":{"message":"No","type":"bad","code":"b1"}}""", "No", "bad", "b1" },
        { """{"error":{"message":"No","type":null,"code":17,"param":"x"}}""", "No", null, "17" },
        { """{"error":"No"}""", "No", null, null },
        { """{"detail":"No"}""", "No", null, null },
        { """{"detail":[{"loc":["body"],"msg":"No"}]}""", "body: No", null, null },
        { """{"message":"No"}""", "No", null, null },
        { """{"message":"No","type":"bad","code":"b1","object":"error"}""", "No", "bad", "b1" },
        { """{"error":null,"message":"No"}""", "No", null, null },
        { """{"other":1}""", """{"other":1}""", null, null },
        { "\uFEFF{\"error\":\"No\"}", "No", null, null },
        { "<html><head><title>502 Bad\n Gateway</title></head><body>x</body></html>", "502 Bad Gateway", null, null },
        { "<html><body><H1>No &amp; no</H1></body></html>", "No & no", null, null },
        { "<p>No</p> <p>way</p>", "No way", null, null },
        { "upstream connect error", "upstream connect error", null, null },
        { "502 Bad Gateway", "502 Bad Gateway", null, null },
        { "\"No\" said the gateway", "\"No\" said the gateway", null, null },
        { """{"error":{"message":"cut sho""", """{"error":{"message":"cut sho""", null, null },
        { "", null, null, null },
        { " \r\n ", null, null, null },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Error_fields_are_extracted_from_the_body(string body, string? message, string? type, string? code)
    {
        var failure = await FailAsync(502, body);
        Assert.Equal(QubridErrorKind.ServerError, failure.Kind);
        Assert.Equal(HttpStatusCode.BadGateway, failure.StatusCode);
        Assert.Equal(message, failure.ServiceMessage);
        Assert.Equal(type, failure.ErrorType);
        Assert.Equal(code, failure.ErrorCode);
        Assert.StartsWith("The service returned 502 Bad Gateway", failure.Message);
        Assert.EndsWith(Sentence.End(message ?? "Bad Gateway."), failure.Message);
        Assert.Null(failure.PartialCompletion);
        Assert.Equal(1, failure.Attempts);
    }

    [Fact]
    public async Task Compressed_error_body_is_decompressed()
    {
        var body = new GatewayResponse("compressed", """{"error":"No"}""").Compress().Body;
        await using var server = await TestServer.StartAsync(async context =>
        {
            context.Response.StatusCode = 400;
            context.Response.Headers.ContentEncoding = "gzip";
            await context.Response.Body.WriteAsync(body);
        });
        using var client = server.Connect();
        Assert.Equal("No", (await client.ExpectFailureAsync()).ServiceMessage);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task Undecodable_error_body_still_reports_the_status(string encoding)
    {
        var failure = await FailAsync(503, "not compressed", ("Content-Encoding", encoding));
        Assert.Equal(QubridErrorKind.ServerError, failure.Kind);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, failure.StatusCode);
    }
}
