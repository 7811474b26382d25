using System.Diagnostics;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Faults;

/// <summary>Tests that a downstream command that stops (Select-Object -First, break) cancels pending requests.</summary>
public class DownstreamCancellationTests(ITestOutputHelper output)
{
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Stopping_downstream_between_tokens_ends_the_call()
    {
        await using var server = await HoldingServer.StartAsync(CallPhase.Tokens);
        await StopAsync(server, "Invoke-QubridChat hi -Stream", "Tokens");
    }

    /// <summary>Stops after the first completion, while the other requests are held in a phase.</summary>
    [Theory]
    [InlineData(CallPhase.Headers)]
    [InlineData(CallPhase.Tokens)]
    [InlineData(CallPhase.RetryDelay)]
    public async Task Stopping_downstream_ends_a_throttled_batch(CallPhase phase)
    {
        // In a retry delay, the first 429 response also pauses the other requests.
        await using var server = await HoldingServer.StartAsync(phase, callCount: phase == CallPhase.RetryDelay ? 1 : 3, completesFirst: true);
        await StopAsync(server, $"'{HoldingServer.FirstPrompt}', 'b', 'c', 'd' | Invoke-QubridChat hi -Each -ThrottleLimit 4", $"batch {phase}", server.WaitForArrival);
    }

    /// <summary>The second request connects after the first has completed; the throttle limit allows both.</summary>
    [Fact]
    public async Task Stopping_downstream_ends_a_batch_while_an_item_connects()
    {
        await using var server = await HoldingServer.StartAsync(CallPhase.Connecting, completesFirst: true);
        var input = $"& {{ '{HoldingServer.FirstPrompt}'; $probe.WaitForFirstCompletion(); 'b' }}";
        await StopAsync(server, input + " | Invoke-QubridChat hi -Each -ThrottleLimit 2", "batch Connecting", server.WaitForArrival);
    }

    private async Task StopAsync(HoldingServer server, string script, string description, Func<TimeSpan, bool>? waitUntilHeld = null)
    {
        using var shell = new Shell();
        shell.Get($"Connect-Qubrid -ApiKey {StubServer.TestKey} -BaseUri {server.BaseUri} -SkipCertificateCheck -WarningAction Ignore");
        var probe = new PipelineProbe(waitUntilHeld, server.WaitForFirstCompletion);
        var pipeline = Task.Run(() => shell.Get($"param($probe) while ($true) {{ {script} | ForEach-Object {{ $probe.Take($_); break }} }}", probe));
        await pipeline.WaitAsync(s_bound * 8);
        var returned = probe.Clock.Elapsed;
        Assert.True(returned < s_bound);
        Assert.Equal(waitUntilHeld is null ? "a" : "first", probe.Text);
        await server.Closed.WaitAsync(server.CloseTimeout);
        output.WriteLine($"DOWNSTREAM {description}: returned {returned.TotalMilliseconds:0.0} ms, closed {probe.Clock.Elapsed.TotalMilliseconds:0.0} ms");
    }

    /// <summary>Reads one object after all requests have reached the phase.</summary>
    public sealed class PipelineProbe(Func<TimeSpan, bool>? isHeld, Func<TimeSpan, bool> hasFirstCompletion)
    {
        public Stopwatch Clock { get; } = new();

        public string? Text { get; private set; }

        public void WaitForFirstCompletion() => Assert.True(hasFirstCompletion(s_bound * 4));

        public void Take(object output)
        {
            Text = output.ToString();
            Assert.True(isHeld?.Invoke(s_bound * 4) ?? true);
            Clock.Start();
        }
    }
}
