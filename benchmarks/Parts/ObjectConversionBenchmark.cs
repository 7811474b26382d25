using System.Text.Json;
using BenchmarkDotNet.Attributes;

namespace QubridPS.Benchmarks.Parts;

/// <summary>Measures the conversion of 1,000 custom objects in a pipeline to one message, compared with JsonSerializer on objects of a class.</summary>
#pragma warning disable CA1001 // GlobalCleanup ends the session
public class ObjectConversionBenchmark
#pragma warning restore CA1001
{
    private const int Count = 1000;

    private readonly Service[] _plain = [.. Enumerable.Range(1, Count).Select(number => new Service(number, $"service{number}", "Running", number / 7.0))];
    private ModuleSession? _session;

    /// <summary>Creates the objects.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _session = new ModuleSession();
        _session.Run($"$global:objects = 1..{Count} | ForEach-Object {{ [pscustomobject]@{{ Id = $_; Name = \"service$_\"; Status = 'Running'; Cpu = $_ / 7 }} }}");
    }

    /// <summary>Ends the session.</summary>
    [GlobalCleanup]
    public void Cleanup() => _session!.Dispose();

    /// <summary>Serializes objects of a class, without a pipeline and without property discovery.</summary>
    [Benchmark(Baseline = true)]
    public byte[] Serializer() => JsonSerializer.SerializeToUtf8Bytes(_plain);

    /// <summary>Pipes the same number of objects to a cmdlet that does almost nothing, to measure PowerShell itself.</summary>
    [Benchmark]
    public IList<PSObject> Pipeline() => _session!.Run("$objects | Measure-FirstObject");

    /// <summary>Uses New-QubridMessage.</summary>
    [Benchmark]
    public IList<PSObject> NewQubridMessage() => _session!.Run("$objects | New-QubridMessage 'Look'");

    private sealed record Service(int Id, string Name, string Status, double Cpu);
}
