using Microsoft.AspNetCore.Http;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>One 429 pauses the whole batch; then one request goes first.</summary>
public class BatchPauseTests
{
    private const int Limit = 4;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(300);

    [Theory]
    [InlineData(1)] // the others of the first wave are answered in the pause
    [InlineData(Limit)]
    public async Task Nobody_sends_in_the_pause_and_after_it_one_goes_first(int refused)
    {
        var full = new TaskCompletionSource();
        var (arrived, refusedAt, withProbe) = (0, TimeSpan.MaxValue, 0);
        await using var service = await BusyService.StartAsync(async (service, context, prompt) =>
        {
            var place = Interlocked.Increment(ref arrived);
            if (place <= Limit)
            {
                _ = place == Limit && full.TrySetResult();
                await full.Task.WaitAsync(BusyService.Patience);
                if (place <= refused)
                {
                    refusedAt = service.Now < refusedAt ? service.Now : refusedAt;
                    await RefuseAsync(context);
                    return;
                }

                await Task.Delay(s_pause / 3);
            }
            else if (place == Limit + 1)
            {
                await Task.Delay(s_pause / 2);
                withProbe = Volatile.Read(ref arrived) - place;
            }

            await Wire.StreamAsync(context, prompt);
        });
        using var shell = service.Connect();
        var answers = shell.Get($"param($prompts) $prompts | Invoke-QubridChat -ThrottleLimit {Limit}", BusyService.Prompts(20));
        Assert.Equal(BusyService.Prompts(20), answers.Select(answer => answer.Text()));
        Assert.Equal(20 + refused, arrived);
        Assert.All(service.Starts.Skip(Limit), start => Assert.True(start.Time >= refusedAt + s_pause, $"{start} is in the pause from {refusedAt}"));
        Assert.Equal(0, withProbe);
    }

    [Fact]
    public async Task A_service_that_takes_a_few_at_a_time_is_not_stormed_and_all_succeed()
    {
        var refusals = 0;
        await using var service = await BusyService.StartAsync(async (service, context, prompt) =>
        {
            if (service.Active > 2)
            {
                Interlocked.Increment(ref refusals);
                await RefuseAsync(context);
                return;
            }

            await Task.Delay(10);
            await Wire.StreamAsync(context, prompt);
        });
        using var shell = service.Connect("-MaximumRetryCount 100");
        var answers = shell.Get("param($prompts) $prompts | Invoke-QubridChat -ThrottleLimit 8", BusyService.Prompts(16));
        Assert.Equal(BusyService.Prompts(16), answers.Select(answer => answer.Text()));
        Assert.InRange(refusals, 1, 60);
    }

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers["retry-after-ms"] = s_pause.TotalMilliseconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Wire.ErrorAsync(context, 429, "slow down");
    }
}
