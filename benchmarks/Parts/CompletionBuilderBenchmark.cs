using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Qubrid.Client;
using Qubrid.Client.Security;
using Qubrid.Client.Serialization;

namespace QubridPS.Benchmarks.Parts;

/// <summary>A completion of 1,000 chunks: its text, its usage, its finish.</summary>
public class CompletionBuilderBenchmark
{
    private const int Chunks = 1000;

    private static readonly byte[] s_chunk =
        """{"id":"c1","object":"chat.completion.chunk","created":1710000000,"model":"m","choices":[{"index":0,"delta":{"content":" word"},"finish_reason":null}]}"""u8.ToArray();

    /// <summary>A document for each chunk, and one text.</summary>
    [Benchmark(Baseline = true)]
    public string JsonDocuments()
    {
        var text = new StringBuilder();
        for (var read = 0; read < Chunks; read++)
        {
            using var chunk = JsonDocument.Parse(s_chunk);
            text.Append(chunk.RootElement.GetProperty("choices")[0].GetProperty("delta").GetProperty("content").GetString());
        }

        return text.ToString();
    }

    /// <summary>Ours, the whole object.</summary>
    [Benchmark]
    public ChatCompletion Ours()
    {
        var builder = new CompletionBuilder(KeyRedactor.None);
        for (var read = 0; read < Chunks; read++)
        {
            CompletionReader.Read(s_chunk, builder);
        }

        return builder.Build([], requestId: null, clientMetrics: null);
    }
}
