using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using Qubrid.Client;
using Qubrid.Client.Journal;

namespace QubridPS.Benchmarks.Parts;

/// <summary>Measures the hash by which a journal finds a request.</summary>
public class CanonicalHashBenchmark
{
    private static readonly byte[] s_body = new ChatRequest
    {
        Model = "m",
        Messages = [new() { Role = "user", Content = string.Concat(Enumerable.Repeat("Which of these should worry me? ", 60)) }],
        Temperature = 0.7,
    }.ToUtf8Json();

    /// <summary>Computes SHA-256 of the unchanged bytes.</summary>
    [Benchmark(Baseline = true)]
    public string Sha256() => Convert.ToHexString(SHA256.HashData(s_body));

    /// <summary>Computes the hash of the canonical JSON.</summary>
    [Benchmark]
    public string QubridClient() => CanonicalJson.Hash(s_body);
}
