using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BenchmarkDotNet.Attributes;
using Qubrid.Client;

namespace QubridPS.Benchmarks.Parts;

/// <summary>Measures the redaction of all categories in a log of 1 MB.</summary>
public class RedactionBenchmark
{
    private const int Length = 1_000_000;

    private static readonly string s_log = CreateLog();
    private static readonly Regex s_address = new(@"\b\d{1,3}(?:\.\d{1,3}){3}\b", RegexOptions.NonBacktracking);
    private static readonly Redactor s_redactor = Redactor.Parse(RedactionCategories.All);

    /// <summary>Searches the log for IP addresses with one regular expression.</summary>
    [Benchmark(Baseline = true)]
    public int OneRegex() => s_address.Count(s_log);

    /// <summary>Redacts the log.</summary>
    [Benchmark]
    public string QubridClient() => s_redactor.CreateSession().Redact(s_log);

    private static string CreateLog()
    {
        var log = new StringBuilder(Length + 200);
        for (var i = 0; log.Length < Length; i++)
        {
            log.Append(CultureInfo.InvariantCulture, $"2025-11-25T10:{i / 60 % 60:00}:{i % 60:00}.{i % 1000:000}Z node-{i % 7} app[{1000 + (i % 90)}]: request {i * 7919 % 100003} took {i % 311} ms, status=200 path=/api/items/{i % 997}");
            log.Append((i % 20) switch
            {
                3 => $" client=10.{i / 7 % 200}.{i % 250}.{i % 199}\n",
                7 => $" user=user{i % 50}@contoso.com\n",
                11 when i % 400 == 11 => $" password=hunter{i % 9}x\n",
                _ => " cache=miss key=items:recent token count 12\n",
            });
        }

        return log.ToString(0, Length);
    }
}
