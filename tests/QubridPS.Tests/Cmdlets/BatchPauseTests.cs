using Microsoft.AspNetCore.Http;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests that a 429 response pauses the whole batch, which then resumes with a single request.</summary>
public class BatchPauseTests
{
    private const int ThrottleLimit = 4;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(300);

    [Theory]
    [InlineData(1)] // the other requests of the first wave complete during the pause
    [InlineData(ThrottleLimit)]
    public async Task Rate_limit_pauses_all_requests_and_resumes_with_one(int rateLimitedCount)
    {
        var allArrived = new TaskCompletionSource();
        var (arrived, rateLimitedAt, withProbe) = (0, TimeSpan.MaxValue, 0);
        await using var service = await ConcurrencyRecordingServer.StartAsync(async (service, context, prompt) =>
        {
            var index = Interlocked.Increment(ref arrived);
            if (index <= ThrottleLimit)
            {
                _ = index == ThrottleLimit && allArrived.TrySetResult();
                await allArrived.Task.WaitAsync(ConcurrencyRecordingServer.Timeout);
                if (index <= rateLimitedCount)
                {
                    rateLimitedAt = service.Now < rateLimitedAt ? service.Now : rateLimitedAt;
                    await SendRateLimitAsync(context);
                    return;
                }

                await Task.Delay(s_pause / 3);
            }
            else if (index == ThrottleLimit + 1)
            {
                await Task.Delay(s_pause / 2);
                withProbe = Volatile.Read(ref arrived) - index;
            }

            await StubResponses.SendStreamAsync(context, prompt);
        });
        using var shell = service.Connect();
        var completions = shell.Get($"param($prompts) $prompts | Invoke-QubridChat -ThrottleLimit {ThrottleLimit}", ConcurrencyRecordingServer.CreatePrompts(20));
        Assert.Equal(ConcurrencyRecordingServer.CreatePrompts(20), completions.Select(completion => completion.GetText()));
        Assert.Equal(20 + rateLimitedCount, arrived);
        Assert.All(service.RequestStarts.Skip(ThrottleLimit), start => Assert.True(start.Time >= rateLimitedAt + s_pause, $"{start} is in the pause from {rateLimitedAt}"));
        Assert.Equal(0, withProbe);
    }

    [Fact]
    public async Task Service_with_limited_capacity_is_not_overloaded()
    {
        var rateLimitedCount = 0;
        await using var service = await ConcurrencyRecordingServer.StartAsync(async (service, context, prompt) =>
        {
            if (service.Active > 2)
            {
                Interlocked.Increment(ref rateLimitedCount);
                await SendRateLimitAsync(context);
                return;
            }

            await Task.Delay(10);
            await StubResponses.SendStreamAsync(context, prompt);
        });
        using var shell = service.Connect("-MaximumRetryCount 100");
        var completions = shell.Get("param($prompts) $prompts | Invoke-QubridChat -ThrottleLimit 8", ConcurrencyRecordingServer.CreatePrompts(16));
        Assert.Equal(ConcurrencyRecordingServer.CreatePrompts(16), completions.Select(completion => completion.GetText()));
        Assert.InRange(rateLimitedCount, 1, 60);
    }

    private static Task SendRateLimitAsync(HttpContext context)
    {
        context.Response.Headers["retry-after-ms"] = s_pause.TotalMilliseconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return StubResponses.SendErrorAsync(context, 429, "slow down");
    }
}
