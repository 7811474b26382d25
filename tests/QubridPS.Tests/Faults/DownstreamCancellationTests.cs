using System.Diagnostics;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Faults;

/// <summary>A downstream that has enough (Select-Object -First, break) ends what the cmdlet still does.</summary>
public class DownstreamCancellationTests(ITestOutputHelper output)
{
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Stopping_downstream_between_tokens_ends_the_call()
    {
        await using var server = await HoldingServer.StartAsync(CallPhase.Tokens);
        await StopAsync(server, "Invoke-QubridChat hi -Stream", "Tokens");
    }

    /// <summary>The first item's answer is enough, while the others are held where they are.</summary>
    [Theory]
    [InlineData(CallPhase.Headers)]
    [InlineData(CallPhase.Tokens)]
    [InlineData(CallPhase.RetryDelay)]
    public async Task Stopping_downstream_ends_a_throttled_batch(CallPhase phase)
    {
        // In a retry delay, the first to be told to wait holds the others back.
        await using var server = await HoldingServer.StartAsync(phase, callCount: phase == CallPhase.RetryDelay ? 1 : 3, completesFirst: true);
        await StopAsync(server, $"'{HoldingServer.FirstPrompt}', 'b', 'c', 'd' | Invoke-QubridChat hi -Each -ThrottleLimit 4", $"batch {phase}", server.WaitForArrival);
    }

    /// <summary>The second request connects once the first has its answer; the throttle leaves room for both.</summary>
    [Fact]
    public async Task Stopping_downstream_ends_a_batch_while_an_item_connects()
    {
        await using var server = await HoldingServer.StartAsync(CallPhase.Connecting, completesFirst: true);
        var input = $"& {{ '{HoldingServer.FirstPrompt}'; $probe.WaitForAnswer(); 'b' }}";
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

    /// <summary>Takes one object, once all else is where it is to be stopped.</summary>
    public sealed class PipelineProbe(Func<TimeSpan, bool>? isHeld, Func<TimeSpan, bool> isAnswered)
    {
        public Stopwatch Clock { get; } = new();

        public string? Text { get; private set; }

        public void WaitForAnswer() => Assert.True(isAnswered(s_bound * 4));

        public void Take(object output)
        {
            Text = output.ToString();
            Assert.True(isHeld?.Invoke(s_bound * 4) ?? true);
            Clock.Start();
        }
    }
}
