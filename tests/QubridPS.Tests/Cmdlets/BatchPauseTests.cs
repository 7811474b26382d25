using Microsoft.AspNetCore.Http;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>One 429 pauses the whole batch; then one request goes first.</summary>
public class BatchPauseTests
{
    private const int ThrottleLimit = 4;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(300);

    [Theory]
    [InlineData(1)] // the others of the first wave are answered in the pause
    [InlineData(ThrottleLimit)]
    public async Task Rate_limit_pauses_all_requests_and_resumes_with_one(int refusedCount)
    {
        var allArrived = new TaskCompletionSource();
        var (arrived, refusedAt, withProbe) = (0, TimeSpan.MaxValue, 0);
        await using var service = await ConcurrencyRecordingServer.StartAsync(async (service, context, prompt) =>
        {
            var index = Interlocked.Increment(ref arrived);
            if (index <= ThrottleLimit)
            {
                _ = index == ThrottleLimit && allArrived.TrySetResult();
                await allArrived.Task.WaitAsync(ConcurrencyRecordingServer.Timeout);
                if (index <= refusedCount)
                {
                    refusedAt = service.Now < refusedAt ? service.Now : refusedAt;
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
        Assert.Equal(20 + refusedCount, arrived);
        Assert.All(service.RequestStarts.Skip(ThrottleLimit), start => Assert.True(start.Time >= refusedAt + s_pause, $"{start} is in the pause from {refusedAt}"));
        Assert.Equal(0, withProbe);
    }

    [Fact]
    public async Task Service_with_limited_capacity_is_not_overloaded()
    {
        var refusals = 0;
        await using var service = await ConcurrencyRecordingServer.StartAsync(async (service, context, prompt) =>
        {
            if (service.Active > 2)
            {
                Interlocked.Increment(ref refusals);
                await SendRateLimitAsync(context);
                return;
            }

            await Task.Delay(10);
            await StubResponses.SendStreamAsync(context, prompt);
        });
        using var shell = service.Connect("-MaximumRetryCount 100");
        var completions = shell.Get("param($prompts) $prompts | Invoke-QubridChat -ThrottleLimit 8", ConcurrencyRecordingServer.CreatePrompts(16));
        Assert.Equal(ConcurrencyRecordingServer.CreatePrompts(16), completions.Select(completion => completion.GetText()));
        Assert.InRange(refusals, 1, 60);
    }

    private static Task SendRateLimitAsync(HttpContext context)
    {
        context.Response.Headers["retry-after-ms"] = s_pause.TotalMilliseconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return StubResponses.SendErrorAsync(context, 429, "slow down");
    }
}
