using System.Diagnostics;
using Qubrid.Client.Http;

namespace Qubrid.Client.Tests.Retries;

public class RateLimitTests
{
    [Theory]
    [InlineData(600)]
    [InlineData(7001)]
    [InlineData(20)]
    public void Bucket_gives_the_rate_however_late_its_timer_is(int perMinute)
    {
        var bucket = new RateBucket(perMinute, Math.Max(1, perMinute / 240d), 0);
        var (now, count) = (0d, 0);
        while (now < 300)
        {
            var delay = bucket.GetDelay(1, now);
            if (delay > 0)
            {
                now += delay + 0.001 + (0.02 * (count % 3)); // up to 41 ms late
                continue;
            }

            bucket.Take(1, now);
            count++;
        }

        Assert.InRange(count, perMinute * 5 * 0.98, (perMinute * 5 * 1.02) + 2);
    }

    [Fact]
    public void Cost_above_the_maximum_waits_for_a_full_bucket_and_leaves_a_debt()
    {
        var bucket = new RateBucket(60, 10, 0);
        bucket.Take(5, 0);
        Assert.Equal(5, bucket.GetDelay(100, 0), 3);
        bucket.Take(100, 5);
        Assert.Equal(91, bucket.GetDelay(1, 5), 3);
        bucket.Take(-60, 5);
        Assert.Equal(31, bucket.GetDelay(1, 5), 3);
    }

    [Fact]
    public async Task Canceled_wait_ends_at_once_and_does_not_block_the_others()
    {
        var limit = new RateLimit(1, null);
        await limit.AcquireAsync(TestClient.CreateRequest(), new CallOptions(), default);
        using var cancellation = new CancellationTokenSource();
        var first = limit.AcquireAsync(TestClient.CreateRequest(), new CallOptions(), cancellation.Token);
        var second = limit.AcquireAsync(TestClient.CreateRequest(), new CallOptions(), cancellation.Token);
        Assert.Equal(2, limit.WaitingCount);
        var clock = Stopwatch.StartNew();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2));
        Assert.Equal(0, limit.WaitingCount);
    }

    [Fact]
    public async Task Tokens_are_corrected_by_the_usage_of_the_completion()
    {
        var limit = new RateLimit(null, 6000); // a bucket of 1000 tokens
        var request = TestClient.CreateRequest();
        var estimate = await limit.AcquireAsync(request, new CallOptions(), default);
        limit.Correct(estimate, new ChatUsage { PromptTokens = 10, CompletionTokens = 5000, TotalTokens = 5010 });
        using var cancellation = new CancellationTokenSource();
        var next = limit.AcquireAsync(request, new CallOptions(), cancellation.Token);
        Assert.False(next.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    [Fact]
    public async Task Wait_is_logged_and_bounded_by_the_total_timeout()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStatus(200, Chunk.Complete("Hi"), "application/json"));
        using var client = new QubridClient(new QubridClientOptions { BaseUri = server.BaseUri, ApiKey = TestClient.Options(server.BaseUri).ApiKey, RateLimit = new RateLimit(1, null) });
        var lines = new List<string>();
        await client.CompleteAsync(new CallOptions { Log = lines.Add });
        var failure = await client.ExpectFailureAsync(new CallOptions { Log = lines.Add, TotalTimeout = TimeSpan.FromMilliseconds(300) });
        Assert.Equal(QubridErrorKind.Timeout, failure.Kind);
        Assert.Contains(lines, line => line.Contains("for the rate limit of the connection (1 requests per minute)"));
        Assert.Equal(1, server.Requests);
    }
}
