using System.Diagnostics;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests that stopping the pipeline ends a call in every phase and closes its connection.</summary>
public class CancellationTests
{
    // Much longer than the limit of 200 ms, because a busy machine must not fail the test, only a call that hangs.
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("headers", "")]
    [InlineData("headers", "-Stream")]
    [InlineData("headers", "-NoStream")]
    [InlineData("middle", "")]
    [InlineData("middle", "-Stream")]
    [InlineData("middle", "-Live")]
    public async Task Stopping_the_pipeline_ends_the_call(string phase, string mode)
    {
        var requestReceived = new TaskCompletionSource();
        var connectionClosed = new TaskCompletionSource();
        await using var service = await StubServer.StartAsync(async context =>
        {
            context.RequestAborted.Register(connectionClosed.SetResult);
            if (phase == "middle")
            {
                StubResponses.StartStream(context);
                await StubResponses.SendTokenAsync(context, "a");
            }

            requestReceived.SetResult();
            await connectionClosed.Task;
        });
        using var shell = service.Connect();
        using var pipeline = shell.Create("Invoke-QubridChat hi " + mode);
        var running = pipeline.BeginInvoke();
        await requestReceived.Task.WaitAsync(s_timeout);
        var clock = Stopwatch.StartNew();
        await pipeline.StopAsync(null, null).WaitAsync(s_timeout);
        Assert.True(clock.Elapsed < s_timeout);
        Assert.Equal(PSInvocationState.Stopped, pipeline.InvocationStateInfo.State);
        await connectionClosed.Task.WaitAsync(s_timeout);
        Assert.Throws<PipelineStoppedException>(() => pipeline.EndInvoke(running));
    }

    [Theory]
    [InlineData("'a', 'b' | Invoke-QubridChat -Checkpoint $args[0]")]
    [InlineData("Invoke-QubridChat 'a' -Checkpoint $args[0]")]
    public async Task Stopping_while_the_checkpoint_is_locked_ends_the_call(string script)
    {
        using var folder = new TemporaryFolder();
        using var mock = new MockShell();
        mock.Get(script, folder.File("run"));
        await using var lockedFile = new FileStream(folder.File("run"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        using var pipeline = mock.Shell.Create(script, folder.File("run"));
        pipeline.BeginInvoke();
        await Task.Delay(300);
        var clock = Stopwatch.StartNew();
        await pipeline.StopAsync(null, null).WaitAsync(s_timeout);
        Assert.True(clock.Elapsed < s_timeout);
        Assert.Equal(PSInvocationState.Stopped, pipeline.InvocationStateInfo.State);
    }

    [Fact]
    public async Task Stopping_in_a_retry_delay_ends_the_call()
    {
        var answered = new TaskCompletionSource();
        await using var service = await StubServer.StartAsync(async context =>
        {
            context.Response.Headers.RetryAfter = "250";
            await StubResponses.SendErrorAsync(context, 429, "slow down");
            answered.TrySetResult();
        });
        using var shell = service.Connect();
        using var pipeline = shell.Create("Invoke-QubridChat hi");
        pipeline.BeginInvoke();
        await answered.Task.WaitAsync(s_timeout);
        await pipeline.StopAsync(null, null).WaitAsync(s_timeout);
        Assert.Single(service.Bodies);
    }

    [Fact]
    public async Task Stopping_downstream_closes_the_connection()
    {
        var connectionClosed = new TaskCompletionSource();
        await using var service = await StubServer.StartAsync(async context =>
        {
            context.RequestAborted.Register(connectionClosed.SetResult);
            StubResponses.StartStream(context);
            await StubResponses.SendTokenAsync(context, "a");
            await connectionClosed.Task;
        });
        using var shell = service.Connect();
        var first = shell.Get("while ($true) { Invoke-QubridChat hi -Stream | ForEach-Object { $kept = $_; break } }; $kept").Single();
        Assert.Equal("a", first.GetText());
        await connectionClosed.Task.WaitAsync(s_timeout);
    }
}
