using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using Qubrid.Client;
using Qubrid.Client.Journal;

namespace QubridPS.Benchmarks.Parts;

/// <summary>The hash that a journal finds a request by.</summary>
public class CanonicalHashBenchmark
{
    private static readonly byte[] s_body = new ChatRequest
    {
        Model = "m",
        Messages = [new() { Role = "user", Content = string.Concat(Enumerable.Repeat("Which of these should worry me? ", 60)) }],
        Temperature = 0.7,
    }.ToUtf8Json();

    /// <summary>SHA-256 of the bytes as they are.</summary>
    [Benchmark(Baseline = true)]
    public string Sha256() => Convert.ToHexString(SHA256.HashData(s_body));

    /// <summary>Ours: of the sorted JSON.</summary>
    [Benchmark]
    public string Ours() => CanonicalJson.Hash(s_body);
}
