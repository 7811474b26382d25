using System.Collections.Concurrent;
using System.Diagnostics;
using Qubrid.Client.Http;

namespace Qubrid.Client.Tests.Retries;

public class RateLimitTests
{
    private static CancellationToken Canceled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(7001, 40)]
    [InlineData(60_001, 300)]
    [InlineData(1_000_000, 3000)]
    public async Task Requests_never_exceed_the_rate(int perMinute, int count)
    {
        var clock = Stopwatch.StartNew();
        var limit = new RateLimit(perMinute, null);
        for (var sent = 1; sent <= count; sent++)
        {
            await limit.AcquireAsync(null, new CallOptions(), Canceled);
            Assert.True(sent <= 1.001 * ((clock.Elapsed.TotalMinutes * perMinute) + 1), $"{sent} requests after {clock.Elapsed.TotalSeconds} s");
        }
    }

    [Theory]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(1, 1)]
    public async Task Extreme_rates_let_the_first_request_pass(int requests, int tokens) =>
        Assert.True(await new RateLimit(requests, tokens).AcquireAsync(TestClient.CreateRequest(), new CallOptions(), Canceled) > 0);

    [Fact]
    public async Task Amount_above_the_maximum_waits_for_a_full_bucket_and_leaves_a_debt()
    {
        var bucket = new RateBucket(60, 10, "tokens");
        await bucket.TakeAsync(100, new CallOptions(), Canceled);
        Assert.Equal(91, await ReadWaitAsync(bucket, 1), 0.5);
        bucket.AddDebt(-60);
        Assert.Equal(31, await ReadWaitAsync(bucket, 1), 0.5);
        bucket.AddDebt(-1000); // no more than a full bucket is given back
        await bucket.TakeAsync(10, new CallOptions(), Canceled);
        Assert.Equal(1, await ReadWaitAsync(bucket, 1), 0.5);
    }

    [Fact]
    public async Task Calls_wait_in_the_order_in_which_they_arrive()
    {
        var limit = new RateLimit(600, null);
        var order = new ConcurrentQueue<int>();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(index => limit.AcquireAsync(null, new CallOptions { Log = _ => order.Enqueue(index) }, Canceled)));
        Assert.NotEmpty(order);
        Assert.Equal(order.Order(), order);
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
    public async Task Call_canceled_while_it_waits_for_requests_gives_its_tokens_back()
    {
        var limit = new RateLimit(1, 6); // the request takes all tokens
        await limit.AcquireAsync(null, new CallOptions(), Canceled);
        var lines = new List<string>();
        for (var attempt = 0; attempt < 2; attempt++)
        {
            using var cancellation = new CancellationTokenSource();
            var waiting = limit.AcquireAsync(TestClient.CreateRequest(), new CallOptions { Log = lines.Add }, cancellation.Token);
            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }

        Assert.Equal(2, lines.Count);
        Assert.All(lines, line => Assert.EndsWith("(1 requests per minute).", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(5010, true)]
    [InlineData(1, false)]
    public async Task Tokens_are_corrected_by_the_usage_of_the_completion(int totalTokens, bool isWaiting)
    {
        var limit = new RateLimit(null, 6000); // a bucket of 1000 tokens
        var request = TestClient.CreateRequest();
        var estimate = await limit.AcquireAsync(request, new CallOptions(), default);
        limit.Correct(estimate, new ChatUsage { TotalTokens = totalTokens });
        using var cancellation = new CancellationTokenSource();
        var next = limit.AcquireAsync(request, new CallOptions(), cancellation.Token);
        Assert.Equal(isWaiting, !next.IsCompleted);
        await cancellation.CancelAsync();
        Assert.Equal(isWaiting, await Record.ExceptionAsync(() => next) is OperationCanceledException);
    }

    [Fact]
    public async Task Wait_is_logged_and_bounded_by_the_total_timeout()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStatus(200, Chunk.Complete("Hi"), "application/json"));
        using var client = CreateClient(server, new RateLimit(1, null));
        var lines = new List<string>();
        await client.CompleteAsync(new CallOptions { Log = lines.Add });
        var failure = await client.ExpectFailureAsync(new CallOptions { Log = lines.Add, TotalTimeout = TimeSpan.FromMilliseconds(300) });
        Assert.Equal(QubridErrorKind.Timeout, failure.Kind);
        Assert.Contains(lines, line => line.Contains("for the rate limit of the connection (1 requests per minute)"));
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task Retries_count_as_requests()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStatus(503, "{}", "application/json"));
        using var client = CreateClient(server, new RateLimit(1, null));
        var failure = await client.ExpectFailureAsync(new CallOptions { RetryInterval = TimeSpan.Zero, TotalTimeout = TimeSpan.FromMilliseconds(300) });
        Assert.Equal(QubridErrorKind.Timeout, failure.Kind);
        Assert.Equal(1, server.Requests);
    }

    private static QubridClient CreateClient(TestServer server, RateLimit limit) =>
        new(new QubridClientOptions { BaseUri = server.BaseUri, ApiKey = TestClient.Options(server.BaseUri).ApiKey, RateLimit = limit });

    /// <summary>Returns how long a call would wait, in seconds. It takes nothing.</summary>
    private static async Task<double> ReadWaitAsync(RateBucket bucket, double amount)
    {
        using var cancellation = new CancellationTokenSource();
        var line = "";
        var waiting = bucket.TakeAsync(amount, new CallOptions { Log = text => line = text }, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        return double.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
