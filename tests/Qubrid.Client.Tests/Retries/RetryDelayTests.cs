using System.Globalization;
using System.Net;

namespace Qubrid.Client.Tests.Retries;

public class RetryDelayTests
{
    private static async Task<double> MeasureDelayAsync(string header, string value)
    {
        await using var server = await TestServer.StartAsync(
            StubResponses.SendStatus(429, "", "text/plain", (header, value)), StubResponses.SendStream(Sse.TextStream("Hello")));
        using var client = server.Connect();

        // If this interval were used instead, the delay would be much longer.
        var options = new CallOptions { MaximumRetryCount = 1, RetryInterval = TimeSpan.FromHours(10) };
        return (await client.CompleteAsync(options)).ClientMetrics!.RetryDelaySeconds;
    }

    [Fact]
    public async Task Fractional_seconds_are_honored() => Assert.Equal(0.05, await MeasureDelayAsync("Retry-After", "0.05"), 6);

    [Fact]
    public async Task Whole_seconds_are_honored() => Assert.Equal(1, await MeasureDelayAsync("Retry-After", "1"), 6);

    [Fact]
    public async Task Milliseconds_are_honored() => Assert.Equal(0.02, await MeasureDelayAsync("retry-after-ms", "20"), 6);

    [Fact]
    public async Task Date_is_honored()
    {
        var date = DateTimeOffset.UtcNow.AddSeconds(2).ToString("r", CultureInfo.InvariantCulture);
        Assert.InRange(await MeasureDelayAsync("Retry-After", date), 0, 2);
    }

    [Fact]
    public async Task Past_date_causes_no_delay() => Assert.Equal(0, await MeasureDelayAsync("Retry-After", "Thu, 01 Jan 1970 00:00:00 GMT"));

    [Fact]
    public async Task Milliseconds_take_precedence_over_seconds()
    {
        await using var server = await TestServer.StartAsync(
            StubResponses.SendStatus(503, "", "text/plain", ("Retry-After", "3600"), ("retry-after-ms", "10")), StubResponses.SendStream(Sse.TextStream("Hello")));
        using var client = server.Connect();
        Assert.Equal(0.01, (await client.CompleteAsync(TestClient.FastRetry())).ClientMetrics!.RetryDelaySeconds, 6);
    }

    [Fact]
    public async Task Retry_delays_are_summed()
    {
        var delay = StubResponses.SendStatus(429, "", "text/plain", ("retry-after-ms", "10"));
        await using var server = await TestServer.StartAsync(delay, delay, delay, StubResponses.SendStream(Sse.TextStream("Hello")));
        using var client = server.Connect();
        Assert.Equal(0.03, (await client.CompleteAsync(TestClient.FastRetry(3))).ClientMetrics!.RetryDelaySeconds, 6);
    }

    [Fact]
    public async Task Default_delay_is_below_the_doubling_interval()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStatus(500), StubResponses.SendStatus(500), StubResponses.SendStream(Sse.TextStream("Hello")));
        using var client = server.Connect();
        Assert.InRange((await client.CompleteAsync(TestClient.FastRetry())).ClientMetrics!.RetryDelaySeconds, 0, 0.003);
    }

    [Fact]
    public async Task Delay_beyond_the_total_timeout_is_not_started()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStatus(429, "", "text/plain", ("Retry-After", "3600")));
        using var client = server.Connect();
        var failure = await client.ExpectFailureAsync(new CallOptions { TotalTimeout = TimeSpan.FromMinutes(10) }).WithTimeout();
        Assert.Equal(QubridErrorKind.RateLimited, failure.Kind);
        Assert.Equal(HttpStatusCode.TooManyRequests, failure.StatusCode);
        Assert.Equal(TimeSpan.FromHours(1), failure.RetryAfter);
        Assert.Equal(1, failure.Attempts);
    }

    [Fact]
    public async Task Timeout_during_a_delay_reports_the_previous_failure()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStatus(503));
        using var client = server.Connect();

        // With an interval of ten hours, a random delay is almost never short.
        var options = new CallOptions { TotalTimeout = TimeSpan.FromMilliseconds(500), RetryInterval = TimeSpan.FromHours(10) };
        var failure = await client.ExpectFailureAsync(options).WithTimeout();
        Assert.Equal(QubridErrorKind.Timeout, failure.Kind);
        Assert.Contains("503", failure.Message, StringComparison.Ordinal);
        Assert.Equal(QubridErrorKind.ServerError, Assert.IsType<QubridApiException>(failure.InnerException).Kind);
    }
}
