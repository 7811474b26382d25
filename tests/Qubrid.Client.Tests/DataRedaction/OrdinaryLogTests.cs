namespace Qubrid.Client.Tests.DataRedaction;

/// <summary>Counts what is redacted by mistake in ordinary logs, which contain no sensitive values except those marked with « and ».</summary>
public class OrdinaryLogTests(ITestOutputHelper output)
{
    private const double MaxRate = 0.005;

    [Theory]
    [InlineData("syslog")]
    [InlineData("iis")]
    [InlineData("windows-events")]
    [InlineData("kubernetes")]
    [InlineData("sql")]
    public void Ordinary_log_has_few_false_positives_and_no_misses(string name)
    {
        var lines = OrdinaryLogs.Create(name).ToArray();
        var falsePositives = 0;
        foreach (var line in lines)
        {
            var text = line.Replace("«", "").Replace("»", "");
            var expected = line.Split('«').Skip(1).Select(part => part.Split('»')[0]).ToList();
            var session = RedactionSupport.AllRestored.CreateSession();
            var redacted = session.Redact(text);
            Assert.All(expected, value => Assert.DoesNotContain(value, redacted));
            if (session.Redactions.Values.Sum() is var count && count > expected.Distinct(StringComparer.OrdinalIgnoreCase).Count())
            {
                falsePositives++;
                output.WriteLine($"{text}\n  -> {redacted}");
            }
        }

        output.WriteLine($"{name}: {falsePositives} of {lines.Length} lines");
        Assert.True(lines.Length >= 200);
        Assert.InRange((double)falsePositives / lines.Length, 0, MaxRate);
    }
}
