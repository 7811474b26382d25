using System.Net.ServerSentEvents;
using System.Text;
using Qubrid.Client.Http;

namespace Qubrid.Client.Tests.Conformance;

/// <summary>Tests the table with the client's stream reader, with the bytes at once and split at every position.</summary>
public class SseConformanceTests
{
    public static TheoryData<string> Names { get; } = [.. SseCases.All.Select(item => item.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Event_data_matches_the_standard(string name)
    {
        var item = SseCases.All.Single(known => known.Name == name);
        var bytes = Encoding.Latin1.GetBytes(item.Bytes);
        Assert.Equal(item.Data, await ReadAsync(new MemoryStream(bytes)));
        Assert.Equal(item.Data, await ReadAsync(new OneByteStream(bytes)));
    }

    private static async Task<List<string>> ReadAsync(Stream body)
    {
        var data = new List<string>();
        await foreach (var item in SseParser.Create(await PeekableStream.OpenAsync(body)).EnumerateAsync())
        {
            data.Add(item.Data);
        }

        return data;
    }

    /// <summary>Returns one byte per read.</summary>
    private sealed class OneByteStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            base.ReadAsync(buffer, offset, Math.Min(count, 1), cancellationToken);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, 1)], cancellationToken);
    }
}
