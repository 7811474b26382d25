using System.Globalization;
using System.Net;

namespace Qubrid.Client.Tests.Retries;

public class RetryDelayTests
{
    private static async Task<double> DelayAsync(string header, string value)
    {
        await using var server = await WireServer.StartAsync(
            Answers.Status(429, "", "text/plain", (header, value)), Answers.Stream(Sse.Say("Hello")));
        using var client = server.Connect();

        // An interval this long would show in the delay if it were taken instead.
        var options = new CallOptions { MaximumRetryCount = 1, RetryInterval = TimeSpan.FromHours(10) };
        return (await client.CompleteAsync(options)).ClientMetrics!.RetryDelaySeconds;
    }

    [Fact]
    public async Task Seconds_are_obeyed() => Assert.Equal(0.05, await DelayAsync("Retry-After", "0.05"), 6);

    [Fact]
    public async Task Whole_seconds_are_obeyed() => Assert.Equal(1, await DelayAsync("Retry-After", "1"), 6);

    [Fact]
    public async Task Milliseconds_are_obeyed() => Assert.Equal(0.02, await DelayAsync("retry-after-ms", "20"), 6);

    [Fact]
    public async Task A_date_is_obeyed()
    {
        var date = DateTimeOffset.UtcNow.AddSeconds(2).ToString("r", CultureInfo.InvariantCulture);
        Assert.InRange(await DelayAsync("Retry-After", date), 0, 2);
    }

    [Fact]
    public async Task A_date_gone_by_is_no_delay() => Assert.Equal(0, await DelayAsync("Retry-After", "Thu, 01 Jan 1970 00:00:00 GMT"));

    [Fact]
    public async Task Milliseconds_come_before_seconds()
    {
        await using var server = await WireServer.StartAsync(
            Answers.Status(503, "", "text/plain", ("Retry-After", "3600"), ("retry-after-ms", "10")), Answers.Stream(Sse.Say("Hello")));
        using var client = server.Connect();
        Assert.Equal(0.01, (await client.CompleteAsync(Ask.Again())).ClientMetrics!.RetryDelaySeconds, 6);
    }

    [Fact]
    public async Task Delays_add_up()
    {
        var wait = Answers.Status(429, "", "text/plain", ("retry-after-ms", "10"));
        await using var server = await WireServer.StartAsync(wait, wait, wait, Answers.Stream(Sse.Say("Hello")));
        using var client = server.Connect();
        Assert.Equal(0.03, (await client.CompleteAsync(Ask.Again(3))).ClientMetrics!.RetryDelaySeconds, 6);
    }

    [Fact]
    public async Task Unasked_a_delay_is_below_the_interval_that_doubles()
    {
        await using var server = await WireServer.StartAsync(Answers.Status(500), Answers.Status(500), Answers.Stream(Sse.Say("Hello")));
        using var client = server.Connect();
        Assert.InRange((await client.CompleteAsync(Ask.Again())).ClientMetrics!.RetryDelaySeconds, 0, 0.003);
    }

    [Fact]
    public async Task A_wait_that_the_total_timeout_would_cut_short_is_not_begun()
    {
        await using var server = await WireServer.StartAsync(Answers.Status(429, "", "text/plain", ("Retry-After", "3600")));
        using var client = server.Connect();
        var failure = await client.FailAsync(new CallOptions { TotalTimeout = TimeSpan.FromMinutes(10) }).Soon();
        Assert.Equal(QubridErrorKind.RateLimited, failure.Kind);
        Assert.Equal(HttpStatusCode.TooManyRequests, failure.StatusCode);
        Assert.Equal(TimeSpan.FromHours(1), failure.RetryAfter);
        Assert.Equal(1, failure.Attempts);
    }

    [Fact]
    public async Task A_delay_that_the_total_timeout_ends_still_tells_the_failure_before_it()
    {
        await using var server = await WireServer.StartAsync(Answers.Status(503));
        using var client = server.Connect();

        // Drawn from ten hours, the delay is all but never short.
        var options = new CallOptions { TotalTimeout = TimeSpan.FromMilliseconds(500), RetryInterval = TimeSpan.FromHours(10) };
        var failure = await client.FailAsync(options).Soon();
        Assert.Equal(QubridErrorKind.Timeout, failure.Kind);
        Assert.Contains("503", failure.Message, StringComparison.Ordinal);
        Assert.Equal(QubridErrorKind.ServerError, Assert.IsType<QubridApiException>(failure.InnerException).Kind);
    }
}
