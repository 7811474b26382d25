using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Qubrid.Client;

namespace QubridPS.Benchmarks.Parts;

/// <summary>Measures writing the body of a request with a prompt of 2,000 characters.</summary>
public class RequestWriterBenchmark
{
    private static readonly string s_prompt = string.Concat(Enumerable.Repeat("Which of these should worry me? \"A\"\n", 55));
    private static readonly ChatMessage[] s_messages = [new() { Role = "system", Content = "Be brief." }, new() { Role = "user", Content = s_prompt }];

    /// <summary>Serializes an anonymous object.</summary>
    [Benchmark(Baseline = true)]
    public byte[] Serializer() => JsonSerializer.SerializeToUtf8Bytes(new
    {
        model = "m",
        messages = new[] { new { role = "system", content = "Be brief." }, new { role = "user", content = s_prompt } },
        temperature = 0.7,
        stream = true,
    });

    /// <summary>Uses the request writer of the client.</summary>
    [Benchmark]
    public byte[] QubridClient() => new ChatRequest { Model = "m", Messages = s_messages, Temperature = 0.7, Stream = true }.ToUtf8Json();
}
