using System.Diagnostics;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Faults;

/// <summary>Stop() is what Ctrl+C comes to. The bound is generous, for a busy machine; what was measured is printed.</summary>
public class StopLatencyTests(ITestOutputHelper output)
{
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(5);

    public static TheoryData<StopPhase, Mode> Alone { get; } = new MatrixTheoryData<StopPhase, Mode>(
        [StopPhase.Headers, StopPhase.Tokens, StopPhase.RetryDelay], Modes.All);

    /// <summary>Here all modes do the same.</summary>
    [Fact]
    public Task A_stop_ends_a_call_while_it_connects() => A_stop_ends_a_call_in_every_phase(StopPhase.Connecting, Mode.Whole);

    [Theory]
    [MemberData(nameof(Alone))]
    public async Task A_stop_ends_a_call_in_every_phase(StopPhase phase, Mode mode)
    {
        await using var server = await StopServer.StartAsync(phase);
        await StopAsync(server, mode.Script(), $"{phase,-10} {mode}");
    }

    [Theory]
    [InlineData(StopPhase.Connecting)]
    [InlineData(StopPhase.Headers)]
    [InlineData(StopPhase.Tokens)]
    public async Task A_stop_ends_a_throttled_batch_in_every_phase(StopPhase phase)
    {
        const int atOnce = 4;
        await using var server = await StopServer.StartAsync(phase, atOnce);
        await StopAsync(server, $"1..12 | Invoke-QubridChat hi -Each -ThrottleLimit {atOnce}", $"{phase,-10} batch of 12 by {atOnce}");
        Assert.True(server.Requests <= atOnce);
    }

    private async Task StopAsync(StopServer server, string script, string what)
    {
        using var shell = new Shell();
        shell.Get($"Connect-Qubrid -ApiKey {FakeService.TestKey} -BaseUri {server.BaseUri} -ConnectionTimeoutSeconds 0");
        using var run = shell.Create(script);
        var running = run.BeginInvoke();
        Assert.True(server.WaitForArrival(s_bound * 4));
        await Task.Delay(50); // the other side has it; let it reach the cmdlet too

        var clock = Stopwatch.StartNew();
        await run.StopAsync(null, null).WaitAsync(s_bound);
        var returned = clock.Elapsed;
        await server.Closed.WaitAsync(server.CloseBound);
        output.WriteLine($"STOP {what}: returned {returned.TotalMilliseconds:0.0} ms, closed {clock.Elapsed.TotalMilliseconds:0.0} ms");

        Assert.Equal(PSInvocationState.Stopped, run.InvocationStateInfo.State);
        Assert.Throws<PipelineStoppedException>(() => run.EndInvoke(running));
        Assert.Empty(run.Streams.Error);
    }
}
