using System.Net;

namespace Qubrid.Client.Tests.Gateways;

/// <summary>Status and error codes inside responses with status 200, and the error kinds that they mean.</summary>
internal static partial class GatewayResponses
{
    private static GatewayResponse[] ErrorStatuses() =>
    [
        .. new (string Code, QubridErrorKind Kind)[]
        {
            ("400", QubridErrorKind.InvalidRequest), ("401", QubridErrorKind.Unauthorized), ("403", QubridErrorKind.Unauthorized), ("404", QubridErrorKind.NotFound),
            ("429.0", QubridErrorKind.RateLimited), ("\"429\"", QubridErrorKind.RateLimited), ("500", QubridErrorKind.ServerError), ("\"529\"", QubridErrorKind.ServerError),
            ("\"rate_limit_exceeded\"", QubridErrorKind.RateLimited), ("\"RateLimitReached\"", QubridErrorKind.RateLimited), ("\"RESOURCE_EXHAUSTED\"", QubridErrorKind.RateLimited),
            ("\"insufficient_quota\"", QubridErrorKind.RateLimited), ("\"invalid_api_key\"", QubridErrorKind.Unauthorized), ("\"InvalidApiKey\"", QubridErrorKind.Unauthorized),
            ("\"authentication_error\"", QubridErrorKind.Unauthorized), ("\"model_not_found\"", QubridErrorKind.NotFound), ("\"DeploymentNotFound\"", QubridErrorKind.NotFound),
            ("\"context_length_exceeded\"", QubridErrorKind.InvalidRequest), ("\"invalid_request_error\"", QubridErrorKind.InvalidRequest),
            ("\"internal_server_error\"", QubridErrorKind.ServerError), ("\"overloaded_error\"", QubridErrorKind.ServerError),
            ("\"something_else\"", QubridErrorKind.StreamError), ("1301", QubridErrorKind.StreamError), ("\"\"", QubridErrorKind.StreamError), ("null", QubridErrorKind.StreamError),
        }
        .SelectMany(each => new[]
        {
            Failed($"code {each.Code} in a body", $$$"""{"error":{"message":"No","type":"x","code":{{{each.Code}}}}}""", each.Kind, "No"),
            Failed($"code {each.Code} in a chunk", Sse.CreateEvents(Chunk.Text("Hello"), $$$"""{"error":{"message":"No","code":{{{each.Code}}}}}"""), each.Kind, "No") with { Text = "Hello" },
        }),
        Failed("http_status beside the error", """{"error":{"message":"No","code":"busy"},"http_status":503}""", QubridErrorKind.ServerError, "No") with
        {
            ErrorCode = "busy", ErrorStatus = HttpStatusCode.ServiceUnavailable,
        },
        Failed("a status of the body does not change the status of the response", """{"error":{"message":"No","code":429}}""", QubridErrorKind.Unauthorized, "No") with
        {
            Status = HttpStatusCode.Forbidden, ErrorStatus = HttpStatusCode.Forbidden, ErrorCode = "429",
        },
        Failed("an exhausted quota", """{"error":{"message":"You exceeded your current quota.","type":"insufficient_quota","code":"insufficient_quota"}}""", QubridErrorKind.RateLimited, "You exceeded your current quota.", "not retried") with
        {
            Status = HttpStatusCode.TooManyRequests, CheckError = failure => Assert.True(failure.IsQuotaExhausted),
        },
        Failed("Retry-After beside an error in a body", """{"error":{"message":"No","code":429}}""", QubridErrorKind.RateLimited, "No") with
        {
            Headers = [("Retry-After", "7"), ("x-request-id", "r-1")],
            CheckError = failure =>
            {
                Assert.Equal(TimeSpan.FromSeconds(7), failure.RetryAfter);
                Assert.Equal("r-1", failure.RequestId);
                Assert.Equal(1, failure.Attempts);
            },
        },
        Failed("retry_after in a body", """{"message":"No","code":429,"retry_after":1.5}""", QubridErrorKind.RateLimited, "No") with
        {
            CheckError = failure => Assert.Equal(TimeSpan.FromSeconds(1.5), failure.RetryAfter),
        },
    ];
}
