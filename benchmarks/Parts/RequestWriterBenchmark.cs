using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Qubrid.Client;

namespace QubridPS.Benchmarks.Parts;

/// <summary>The body of a request with 2,000 characters of prompt.</summary>
public class RequestWriterBenchmark
{
    private static readonly string s_prompt = string.Concat(Enumerable.Repeat("Which of these should worry me? \"A\"\n", 55));
    private static readonly ChatMessage[] s_messages = [new() { Role = "system", Content = "Be brief." }, new() { Role = "user", Content = s_prompt }];

    /// <summary>The serializer and an anonymous object.</summary>
    [Benchmark(Baseline = true)]
    public byte[] Serializer() => JsonSerializer.SerializeToUtf8Bytes(new
    {
        model = "m",
        messages = new[] { new { role = "system", content = "Be brief." }, new { role = "user", content = s_prompt } },
        temperature = 0.7,
        stream = true,
    });

    /// <summary>Ours.</summary>
    [Benchmark]
    public byte[] Ours() => new ChatRequest { Model = "m", Messages = s_messages, Temperature = 0.7, Stream = true }.ToUtf8Json();
}
