using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using QubridPS.Benchmarks.Parts;

namespace QubridPS.Benchmarks;

/// <summary>Measures components, each compared with straightforward code. Uses a short job, because longer ones are hardly more precise.</summary>
internal static class PartsScenario
{
    internal static Task RunAsync()
    {
        var config = ManualConfig.CreateEmpty()
            .AddJob(BenchmarkDotNet.Jobs.Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Descriptor, DefaultColumnProviders.Statistics, DefaultColumnProviders.Metrics)
            .AddColumn(BaselineRatioColumn.RatioMean)
            .HideColumns(Column.Error, Column.StdDev, Column.Gen0, Column.Gen1, Column.Gen2)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "QubridPS.Benchmarks"))
            .WithOptions(ConfigOptions.DisableLogFile);
        foreach (var part in new[] { typeof(ChunkParsingBenchmark), typeof(CompletionBuilderBenchmark), typeof(RequestWriterBenchmark), typeof(CanonicalHashBenchmark), typeof(RedactionBenchmark), typeof(ObjectConversionBenchmark) })
        {
            MarkdownExporter.Console.ExportToLog(BenchmarkRunner.Run(part, config), ConsoleLogger.Ascii);
        }

        return Task.CompletedTask;
    }
}
