using System.Diagnostics;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Faults;

/// <summary>Tests the latency of Stop(), which Ctrl+C calls. The limit allows for a busy machine; the measured time is printed.</summary>
public class CancellationLatencyTests(ITestOutputHelper output)
{
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(5);

    public static TheoryData<CallPhase, InvocationMode> SingleCallCases { get; } = new MatrixTheoryData<CallPhase, InvocationMode>(
        [CallPhase.Headers, CallPhase.Tokens, CallPhase.RetryDelay], InvocationModes.All);

    /// <summary>All modes behave the same while connecting.</summary>
    [Fact]
    public Task Stop_while_connecting_ends_the_call() => Stop_ends_a_call_in_every_phase(CallPhase.Connecting, InvocationMode.Default);

    [Theory]
    [MemberData(nameof(SingleCallCases))]
    public async Task Stop_ends_a_call_in_every_phase(CallPhase phase, InvocationMode mode)
    {
        await using var server = await HoldingServer.StartAsync(phase);
        await StopAsync(server, mode.GetScript(), $"{phase,-10} {mode}");
    }

    [Theory]
    [InlineData(CallPhase.Connecting)]
    [InlineData(CallPhase.Headers)]
    [InlineData(CallPhase.Tokens)]
    public async Task Stop_ends_a_throttled_batch_in_every_phase(CallPhase phase)
    {
        const int atOnce = 4;
        await using var server = await HoldingServer.StartAsync(phase, atOnce);
        await StopAsync(server, $"1..12 | Invoke-QubridChat hi -Each -ThrottleLimit {atOnce}", $"{phase,-10} batch of 12 by {atOnce}");
        Assert.True(server.Requests <= atOnce);
    }

    private async Task StopAsync(HoldingServer server, string script, string description)
    {
        using var shell = new Shell();
        shell.Get($"Connect-Qubrid -ApiKey {StubServer.TestKey} -BaseUri {server.BaseUri} -ConnectionTimeoutSeconds 0");
        using var pipeline = shell.Create(script);
        var running = pipeline.BeginInvoke();
        Assert.True(server.WaitForArrival(s_bound * 4));
        await Task.Delay(50); // the server has reached the phase; let the cmdlet reach it too

        var clock = Stopwatch.StartNew();
        await pipeline.StopAsync(null, null).WaitAsync(s_bound);
        var returned = clock.Elapsed;
        await server.Closed.WaitAsync(server.CloseTimeout);
        output.WriteLine($"STOP {description}: returned {returned.TotalMilliseconds:0.0} ms, closed {clock.Elapsed.TotalMilliseconds:0.0} ms");

        Assert.Equal(PSInvocationState.Stopped, pipeline.InvocationStateInfo.State);
        Assert.Throws<PipelineStoppedException>(() => pipeline.EndInvoke(running));
        Assert.Empty(pipeline.Streams.Error);
    }
}
