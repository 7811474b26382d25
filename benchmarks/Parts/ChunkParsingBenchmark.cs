using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Qubrid.Client.Security;
using Qubrid.Client.Serialization;

namespace QubridPS.Benchmarks.Parts;

/// <summary>Measures parsing a chunk of a stream from its bytes to its text.</summary>
public class ChunkParsingBenchmark
{
    private static readonly byte[] s_chunk =
        """{"id":"c1","object":"chat.completion.chunk","created":1710000000,"model":"m","choices":[{"index":0,"delta":{"content":" word"},"finish_reason":null}]}"""u8.ToArray();

    private readonly CompletionBuilder _builder = new(KeyRedactor.None);

    /// <summary>Parses a JsonDocument per chunk.</summary>
    [Benchmark(Baseline = true)]
    public string? JsonDocuments()
    {
        using var chunk = JsonDocument.Parse(s_chunk);
        return chunk.RootElement.GetProperty("choices")[0].GetProperty("delta").GetProperty("content").GetString();
    }

    /// <summary>Uses the builder of the client; the text grows, as in a stream.</summary>
    [Benchmark]
    public string? QubridClient()
    {
        CompletionReader.Read(s_chunk, _builder);
        return _builder.TakeUpdate(isFinal: false)!.Text;
    }
}
