using System.Globalization;
using Qubrid.Mock;

namespace QubridPS.Benchmarks;

/// <summary>Runs the module's mock server in a new process: "mock &lt;tokens&gt; &lt;milliseconds per token&gt;". Prints its port, and ends with the parent process.</summary>
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
