using System.Globalization;

namespace Qubrid.Client.Tests.Samples;

public class ResponseSampleTests
{
    private const int MaxParallel = 32;

    [Theory]
    [MemberData(nameof(ResponseSamples.Names), MemberType = typeof(ResponseSamples))]
    public async Task Sample_sent_at_once_is_parsed(string name)
    {
        var sample = ResponseSamples.Find(name);
        await using var server = await ResponseSampleServer.StartAsync(sample);
        using var client = server.Connect();
        await ResponseSampleAssert.AssertAsync(sample, client, "complete");
    }

    [Theory]
    [MemberData(nameof(ResponseSamples.SmallNames), MemberType = typeof(ResponseSamples))]
    public async Task Sample_sent_byte_by_byte_is_parsed(string name)
    {
        var sample = ResponseSamples.Find(name);
        await using var server = await ResponseSampleServer.StartAsync(sample);
        using var client = server.Connect();
        await ResponseSampleAssert.AssertAsync(sample, client, "byte-by-byte");
    }

    [Theory]
    [MemberData(nameof(ResponseSamples.Names), MemberType = typeof(ResponseSamples))]
    public async Task Sample_split_at_every_byte_is_parsed(string name)
    {
        var sample = ResponseSamples.Find(name);
        await using var server = await ResponseSampleServer.StartAsync(sample);
        using var client = server.Connect();
        // The large sample has millions of positions; some of them are tested.
        var step = name == ResponseSamples.LargeBody ? sample.Body.Length / 7 : 1;
        var positions = Enumerable.Range(1, Math.Max(sample.Body.Length - 1, 0)).Where(position => position % step == 0);
        await Parallel.ForEachAsync(
            positions,
            new ParallelOptions { MaxDegreeOfParallelism = name == ResponseSamples.LargeBody ? 1 : MaxParallel },
            async (position, _) => await ResponseSampleAssert.AssertAsync(sample, client, position.ToString(CultureInfo.InvariantCulture)));
    }
}
