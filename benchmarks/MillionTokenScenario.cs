using System.Globalization;

namespace QubridPS.Benchmarks;

/// <summary>Memory along a stream of 1,000,000 tokens: what grows may be the answer's text alone, which its last update gives whole.</summary>
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

    private static string FormatHeap(List<double> heap, int marks) => string.Create(
        CultureInfo.InvariantCulture, $"{heap[marks - 1]:0.0} MB after {marks * Every:N0} tokens (their text: {marks * Every * BytesOfText / 1e6:0.0} MB)");
}
