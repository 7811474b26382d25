using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Qubrid.Client;
using Qubrid.Client.Security;
using Qubrid.Client.Serialization;

namespace QubridPS.Benchmarks.Parts;

/// <summary>Measures building a completion from 1,000 chunks: text, usage and finish reason.</summary>
public class CompletionBuilderBenchmark
{
    private const int Chunks = 1000;

    private static readonly byte[] s_chunk =
        """{"id":"c1","object":"chat.completion.chunk","created":1710000000,"model":"m","choices":[{"index":0,"delta":{"content":" word"},"finish_reason":null}]}"""u8.ToArray();

    /// <summary>Parses a JsonDocument per chunk and concatenates the text.</summary>
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

    /// <summary>Uses the builder of the client, with the whole object.</summary>
    [Benchmark]
    public ChatCompletion QubridClient()
    {
        var builder = new CompletionBuilder(KeyRedactor.None);
        for (var read = 0; read < Chunks; read++)
        {
            CompletionReader.Read(s_chunk, builder);
        }

        return builder.Build([], requestId: null, clientMetrics: null);
    }
}
