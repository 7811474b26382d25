using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace QubridPS.Benchmarks;

/// <summary>A stream of 20,000 tokens beside HttpClient and a reader loop written by hand, in turn.</summary>
internal static class StreamScenario
{
    private const int Tokens = 20000;
    private const int Runs = 9;

    internal static async Task RunAsync()
    {
        using var server = new ServerProcess();
        using var session = new Session();
        using var http = new HttpClient();
        var root = $"{server.Root}/tokens/{Tokens}";
        session.Run($"Connect-Qubrid -ApiKey k -BaseUri {root}");

        var whole = new List<(double Time, double Bytes)>();
        var stream = new List<(double Time, double Bytes)>();
        for (var run = -3; run < Runs; run++)
        {
            var floor = await MeasureAsync(() => FloorAsync(http, root));
            var ours = await MeasureAsync(() => Length(session.Run("(Invoke-QubridChat hi).Text.Length")));
            var updates = await MeasureAsync(() => Length(session.Run($"Invoke-QubridChat hi -Stream | Out-Null; {Tokens * 5}")));
            if (run >= 0)
            {
                whole.Add((ours.Time / floor.Time, ours.Bytes / floor.Bytes));
                stream.Add((updates.Time / floor.Time, updates.Bytes / Tokens));
            }
        }

        Console.WriteLine($"  default mode: {Median(whole, r => r.Time):0.00} times the floor in time (to reach: 1.10), {Median(whole, r => r.Bytes):0.00} times in bytes allocated (1.00)");
        Console.WriteLine($"  -Stream | Out-Null: {Median(stream, r => r.Time):0.00} times the floor in time (1.80), {Median(stream, r => r.Bytes):0} bytes a token (200)");
    }

    private static async Task<int> FloorAsync(HttpClient http, string root)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, root + "/chat/completions")
        {
            Content = new StringContent("""{"model":"m","messages":[{"role":"user","content":"hi"}],"stream":true}""", Encoding.UTF8, "application/json"),
        };
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var text = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != "data: [DONE]")
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                using var chunk = JsonDocument.Parse(line.AsMemory(6));
                if (chunk.RootElement.GetProperty("choices")[0].GetProperty("delta").TryGetProperty("content", out var content))
                {
                    text.Append(content.GetString());
                }
            }
        }

        return text.ToString().Length;
    }

    private static Task<int> Length(IList<PSObject> output) => Task.FromResult((int)output.Single().BaseObject);

    private static async Task<(double Time, double Bytes)> MeasureAsync(Func<Task<int>> action)
    {
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var clock = Stopwatch.StartNew();
        var length = await action();
        clock.Stop();
        return length == Tokens * 5
            ? (clock.Elapsed.TotalMilliseconds, GC.GetTotalAllocatedBytes(precise: true) - bytes)
            : throw new InvalidOperationException($"The text has {length} characters.");
    }

    private static double Median(List<(double Time, double Bytes)> runs, Func<(double Time, double Bytes), double> figure) =>
        runs.Select(figure).Order().ElementAt(runs.Count / 2);
}
