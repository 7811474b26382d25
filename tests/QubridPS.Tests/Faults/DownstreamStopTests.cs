using System.Diagnostics;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Faults;

/// <summary>A downstream that has enough (Select-Object -First, break) ends what the cmdlet still does.</summary>
public class DownstreamStopTests(ITestOutputHelper output)
{
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Between_tokens()
    {
        await using var server = await StopServer.StartAsync(StopPhase.Tokens);
        await StopAsync(server, "Invoke-QubridChat hi -Stream", "Tokens");
    }

    /// <summary>The first item's answer is enough, while the others are held where they are.</summary>
    [Theory]
    [InlineData(StopPhase.Headers)]
    [InlineData(StopPhase.Tokens)]
    [InlineData(StopPhase.RetryDelay)]
    public async Task In_a_throttled_batch(StopPhase phase)
    {
        // In a retry delay, the first to be told to wait holds the others back.
        await using var server = await StopServer.StartAsync(phase, calls: phase == StopPhase.RetryDelay ? 1 : 3, answersFirst: true);
        await StopAsync(server, $"'{StopServer.Answered}', 'b', 'c', 'd' | Invoke-QubridChat hi -Each -ThrottleLimit 4", $"batch {phase}", server.WaitForArrival);
    }

    /// <summary>The second request connects once the first has its answer; the throttle leaves room for both.</summary>
    [Fact]
    public async Task While_another_of_a_batch_connects()
    {
        await using var server = await StopServer.StartAsync(StopPhase.Connecting, answersFirst: true);
        var input = $"& {{ '{StopServer.Answered}'; $taken.WaitForAnswer(); 'b' }}";
        await StopAsync(server, input + " | Invoke-QubridChat hi -Each -ThrottleLimit 2", "batch Connecting", server.WaitForArrival);
    }

    private async Task StopAsync(StopServer server, string script, string what, Func<TimeSpan, bool>? isHeld = null)
    {
        using var shell = new Shell();
        shell.Get($"Connect-Qubrid -ApiKey {FakeService.TestKey} -BaseUri {server.BaseUri} -SkipCertificateCheck -WarningAction Ignore");
        var taken = new Taken(isHeld, server.WaitForAnswer);
        var run = Task.Run(() => shell.Get($"param($taken) while ($true) {{ {script} | ForEach-Object {{ $taken.Take($_); break }} }}", taken));
        await run.WaitAsync(s_bound * 8);
        var returned = taken.Clock.Elapsed;
        Assert.True(returned < s_bound);
        Assert.Equal(isHeld is null ? "a" : "first", taken.Text);
        await server.Closed.WaitAsync(server.CloseBound);
        output.WriteLine($"DOWNSTREAM {what}: returned {returned.TotalMilliseconds:0.0} ms, closed {taken.Clock.Elapsed.TotalMilliseconds:0.0} ms");
    }

    /// <summary>Takes one object, once all else is where it is to be stopped.</summary>
    public sealed class Taken(Func<TimeSpan, bool>? isHeld, Func<TimeSpan, bool> isAnswered)
    {
        public Stopwatch Clock { get; } = new();

        public string? Text { get; private set; }

        public void WaitForAnswer() => Assert.True(isAnswered(s_bound * 4));

        public void Take(object taken)
        {
            Text = taken.ToString();
            Assert.True(isHeld?.Invoke(s_bound * 4) ?? true);
            Clock.Start();
        }
    }
}
