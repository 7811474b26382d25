using System.Globalization;
using Qubrid.Mock;

namespace QubridPS.Benchmarks;

/// <summary>The module's mock server in a process of its own: "mock &lt;tokens&gt; &lt;milliseconds a token&gt;". Says its port, and ends with whoever started it.</summary>
internal static class MockProcess
{
    internal static async Task RunAsync(int tokens, int milliseconds)
    {
        using var server = MockServer.Start(tokenDelay: TimeSpan.FromMilliseconds(milliseconds));
        server.Add(new MockReply { Text = string.Concat(Enumerable.Repeat(" word", tokens)) });
        Console.WriteLine(server.Port.ToString(CultureInfo.InvariantCulture));
        await Console.In.ReadToEndAsync();
    }
}
