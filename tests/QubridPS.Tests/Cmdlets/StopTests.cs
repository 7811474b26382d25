using System.Diagnostics;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>A stop ends the call wherever it is, and the server sees the connection close.</summary>
public class StopTests
{
    // Generous beside the 200 ms that are promised: a busy machine must not decide a test, a hang must.
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("headers", "")]
    [InlineData("headers", "-Stream")]
    [InlineData("headers", "-NoStream")]
    [InlineData("middle", "")]
    [InlineData("middle", "-Stream")]
    [InlineData("middle", "-Live")]
    public async Task Stopping_from_outside_ends_the_call(string phase, string mode)
    {
        var reached = new TaskCompletionSource();
        var closed = new TaskCompletionSource();
        await using var service = await FakeService.StartAsync(async context =>
        {
            context.RequestAborted.Register(closed.SetResult);
            if (phase == "middle")
            {
                Wire.StartStream(context);
                await Wire.TokenAsync(context, "a");
            }

            reached.SetResult();
            await closed.Task;
        });
        using var shell = service.Connect();
        using var run = shell.Create("Invoke-QubridChat hi " + mode);
        var running = run.BeginInvoke();
        await reached.Task.WaitAsync(s_soon);
        var clock = Stopwatch.StartNew();
        await run.StopAsync(null, null).WaitAsync(s_soon);
        Assert.True(clock.Elapsed < s_soon);
        Assert.Equal(PSInvocationState.Stopped, run.InvocationStateInfo.State);
        await closed.Task.WaitAsync(s_soon);
        Assert.Throws<PipelineStoppedException>(() => run.EndInvoke(running));
    }

    [Theory]
    [InlineData("'a', 'b' | Invoke-QubridChat -Checkpoint $args[0]")]
    [InlineData("Invoke-QubridChat 'a' -Checkpoint $args[0]")]
    public async Task Stopping_while_another_holds_the_checkpoint_ends_the_call(string script)
    {
        using var folder = new TemporaryFolder();
        using var mock = new MockShell();
        mock.Get(script, folder.File("run"));
        await using var held = new FileStream(folder.File("run"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        using var run = mock.Shell.Create(script, folder.File("run"));
        run.BeginInvoke();
        await Task.Delay(300);
        var clock = Stopwatch.StartNew();
        await run.StopAsync(null, null).WaitAsync(s_soon);
        Assert.True(clock.Elapsed < s_soon);
        Assert.Equal(PSInvocationState.Stopped, run.InvocationStateInfo.State);
    }

    [Fact]
    public async Task Stopping_in_a_retry_delay_ends_the_call()
    {
        var answered = new TaskCompletionSource();
        await using var service = await FakeService.StartAsync(async context =>
        {
            context.Response.Headers.RetryAfter = "250";
            await Wire.ErrorAsync(context, 429, "slow down");
            answered.TrySetResult();
        });
        using var shell = service.Connect();
        using var run = shell.Create("Invoke-QubridChat hi");
        run.BeginInvoke();
        await answered.Task.WaitAsync(s_soon);
        await run.StopAsync(null, null).WaitAsync(s_soon);
        Assert.Single(service.Bodies);
    }

    [Fact]
    public async Task A_downstream_that_has_enough_closes_the_connection()
    {
        var closed = new TaskCompletionSource();
        await using var service = await FakeService.StartAsync(async context =>
        {
            context.RequestAborted.Register(closed.SetResult);
            Wire.StartStream(context);
            await Wire.TokenAsync(context, "a");
            await closed.Task;
        });
        using var shell = service.Connect();
        var first = shell.Get("while ($true) { Invoke-QubridChat hi -Stream | ForEach-Object { $kept = $_; break } }; $kept").Single();
        Assert.Equal("a", first.Text());
        await closed.Task.WaitAsync(s_soon);
    }
}
