using System.Globalization;
using System.Text.RegularExpressions;

namespace Qubrid.Client.Tests.Retries;

public class MaximumRetryDelayTests
{
    private static readonly Func<HttpContext, Task> s_good = StubResponses.SendStream(Sse.TextStream("Hello"));

    private static CallOptions Options(double seconds, int retries = 2) => new()
    {
        MaximumRetryCount = retries, MaximumRetryDelay = TimeSpan.FromSeconds(seconds), RetryInterval = TimeSpan.FromMilliseconds(1), IdleTimeout = TestTimeouts.Long,
    };

    [Fact]
    public void Default_is_300_seconds_and_applies_to_concurrent_calls()
    {
        Assert.Equal(TimeSpan.FromSeconds(300), new CallOptions().MaximumRetryDelay);
        Assert.Equal(TimeSpan.FromSeconds(5), Options(5).WithSharedRateLimiter().MaximumRetryDelay);
    }

    [Theory]
    [InlineData("Retry-After", "172800", 172800)]
    [InlineData("Retry-After", "301", 301)]
    [InlineData("retry-after-ms", "600000", 600)]
    [InlineData("Retry-After", "9999999999999", 315360000)]
    public async Task Longer_delay_fails_at_once_and_reports_when_to_retry(string header, string value, double seconds)
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStatus(429, "Slow down", "text/plain", (header, value)), s_good);
        using var client = server.Connect();
        var before = DateTime.Now;
        var failure = await client.ExpectFailureAsync(Options(300)).WithTimeout();
        Assert.Equal(QubridErrorKind.RateLimited, failure.Kind);
        Assert.Equal(seconds, failure.RetryAfter!.Value.TotalSeconds);
        Assert.Contains("Slow down. The service requests a delay of", failure.Message, StringComparison.Ordinal);
        Assert.Contains("the maximum retry delay of 300 s", failure.Message, StringComparison.Ordinal);
        var retryTime = DateTime.ParseExact(
            Regex.Match(failure.Message, @"until (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) local time").Groups[1].Value, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        Assert.InRange(retryTime, before.AddSeconds(seconds - 1), DateTime.Now.AddSeconds(seconds + 1));
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task Date_in_days_fails_at_once()
    {
        var date = DateTimeOffset.UtcNow.AddDays(3).ToString("r", CultureInfo.InvariantCulture);
        await using var server = await TestServer.StartAsync(StubResponses.SendStatus(503, "", "text/plain", ("Retry-After", date)), s_good);
        using var client = server.Connect();
        var failure = await client.ExpectFailureAsync(Options(300)).WithTimeout();
        Assert.Equal(QubridErrorKind.ServerError, failure.Kind);
        Assert.InRange(failure.RetryAfter!.Value.TotalDays, 2.9, 3);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task Delay_equal_to_the_limit_is_honored()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStatus(429, "", "text/plain", ("Retry-After", "0.05")), s_good);
        using var client = server.Connect();
        Assert.Equal("Hello", (await client.CompleteAsync(Options(0.05))).Text);
    }

    [Fact]
    public async Task Delay_requested_after_a_retry_is_checked_too()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStatus(500), StubResponses.SendStatus(429, "", "text/plain", ("Retry-After", "60")), s_good);
        using var client = server.Connect();
        var failure = await client.ExpectFailureAsync(Options(1)).WithTimeout();
        Assert.Equal(TimeSpan.FromSeconds(60), failure.RetryAfter);
        Assert.Contains("exceeds the maximum retry delay of 1 s", failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, server.Requests);
    }

    [Fact]
    public async Task Model_list_request_honors_the_limit()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStatus(429, "", "text/plain", ("Retry-After", "60")), StubResponses.SendJson("[]"));
        using var client = server.Connect();
        var failure = await Assert.ThrowsAsync<QubridApiException>(() => client.GetModelsAsync(Options(1), default).WithTimeout());
        Assert.Contains("local time", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_is_not_paused_longer_than_the_limit()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStatus(429, "", "text/plain", ("Retry-After", "3600")), s_good);
        using var client = server.Connect();
        var options = Options(1).WithSharedRateLimiter();
        await client.ExpectFailureAsync(options).WithTimeout();
        Assert.Equal("Hello", (await client.CompleteAsync(options).WithTimeout()).Text);
    }

    [Fact]
    public async Task Status_429_inside_a_response_pauses_a_batch()
    {
        await using var server = await TestServer.StartAsync(
            StubResponses.SendStatus(200, """{"error":{"message":"no","code":429}}""", "application/json", ("retry-after-ms", "300")), s_good);
        using var client = server.Connect();
        var options = Options(1, retries: 0).WithSharedRateLimiter();
        await client.ExpectFailureAsync(options).WithTimeout();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await client.CompleteAsync(options).WithTimeout();
        Assert.InRange(watch.ElapsedMilliseconds, 200, 30_000);
    }
}
