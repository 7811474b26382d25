using System.Globalization;

namespace QubridPS.Benchmarks;

/// <summary>Measures memory during a stream of 1,000,000 tokens: only the text of the completion may grow, which the last update contains.</summary>
internal static class MillionTokenScenario
{
    private const int Tokens = 1_000_000;
    private const int Every = 100_000;
    private const int BytesOfText = 5 * sizeof(char);

    internal static Task RunAsync()
    {
        using var server = new ServerProcess();
        using var session = new ModuleSession();
        session.Run($"Connect-Qubrid -ApiKey k -BaseUri {server.BaseUri}/tokens/{Tokens}");
        session.Run($"Invoke-QubridChat hi -Stream | Out-Null");
        var heap = session.Run($"Invoke-QubridChat hi -Stream | Measure-Heap -Every {Every}").Select(bytes => (long)bytes.BaseObject / 1e6).ToList();
        Console.WriteLine($"  managed memory: {FormatHeap(heap, 1)}, {FormatHeap(heap, 5)}, {FormatHeap(heap, 10)}");
        return Task.CompletedTask;
    }

    private static string FormatHeap(List<double> heap, int intervals) => string.Create(
        CultureInfo.InvariantCulture, $"{heap[intervals - 1]:0.0} MB after {intervals * Every:N0} tokens (their text: {intervals * Every * BytesOfText / 1e6:0.0} MB)");
}
