using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace QubridPS.Benchmarks;

/// <summary>Measures whether the module's mock server keeps its token rate with 200 concurrent streams, read by an HttpClient that only counts events.</summary>
internal static class MockScenario
{
    private const int Streams = 200;
    private const int Runs = 5;

    internal static async Task RunAsync()
    {
        await PacedAsync(tokens: 125, milliseconds: 40); // 5,000 tokens per second
        await PacedAsync(tokens: 250, milliseconds: 20); // 10,000 tokens per second
        await UnpacedAsync(tokens: 500);
    }

    private static async Task PacedAsync(int tokens, int milliseconds)
    {
        using var server = new ServerProcess("mock", CreatePrompt(tokens), CreatePrompt(milliseconds));
        using var http = CreateClient();
        await LoadAsync(http, server.BaseUri + "/v1", tokens); // warm-up
        var ideal = tokens * milliseconds / 1000.0;
        var runs = new List<(double Ratio, double Cpu)>();
        for (var run = 0; run < Runs; run++)
        {
            var cpu = server.CpuTime;
            var seconds = await LoadAsync(http, server.BaseUri + "/v1", tokens);
            runs.Add((seconds / ideal, (server.CpuTime - cpu).TotalSeconds / seconds));
        }

        Console.WriteLine($"  {Streams} streams, one token per {milliseconds} ms: {Streams * 1000 / milliseconds} tokens/s requested, {Median(runs, run => run.Ratio):0.00} times the ideal time (target: 1.05), {Median(runs, run => run.Cpu):0.00} cores for the server");
    }

    private static async Task UnpacedAsync(int tokens)
    {
        using var server = new ServerProcess("mock", CreatePrompt(tokens), "0");
        using var kestrel = new ServerProcess("server");
        using var http = CreateClient();
        var runs = new List<(double Rate, double Baseline)>();
        for (var run = -1; run < Runs; run++)
        {
            var rate = Streams * tokens / await LoadAsync(http, server.BaseUri + "/v1", tokens);
            var floor = Streams * tokens / await LoadAsync(http, $"{kestrel.BaseUri}/tokens/{tokens}", tokens);
            if (run >= 0)
            {
                runs.Add((rate, rate / floor));
            }
        }

        Console.WriteLine($"  {Streams} streams, at full speed: {Median(runs, run => run.Rate):0} tokens/s (target: 5000), {Median(runs, run => run.Baseline):0.00} times Kestrel's, which sends 64 at a time");
    }

    private static async Task<double> LoadAsync(HttpClient http, string root, int tokens)
    {
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, Streams).Select(_ => ReadAsync(http, root)));
        clock.Stop();

        // Each stream consists of its tokens, the last chunk and [DONE].
        return Array.TrueForAll(counts, count => count == tokens + 2)
            ? clock.Elapsed.TotalSeconds
            : throw new InvalidOperationException($"A stream had {counts.First(count => count != tokens + 2)} events.");
    }

    private static async Task<int> ReadAsync(HttpClient http, string root)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, root + "/chat/completions")
        {
            Content = new StringContent("""{"model":"m","messages":[{"role":"user","content":"hi"}],"stream":true}""", Encoding.UTF8, "application/json"),
        };
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync();
        var buffer = new byte[8192];
        var ends = 0;
        for (int read; (read = await body.ReadAsync(buffer)) > 0;)
        {
            ends += buffer.AsSpan(0, read).Count((byte)'\n');
        }

        return ends / 2;
    }

    private static HttpClient CreateClient() => new() { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", "k") } };

    private static string CreatePrompt(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static double Median<T>(List<T> runs, Func<T, double> selector) => runs.Select(selector).Order().ElementAt(runs.Count / 2);
}
