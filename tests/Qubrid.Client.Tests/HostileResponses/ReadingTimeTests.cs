using System.Diagnostics;
using System.Text;
using Qubrid.Client.Security;
using Qubrid.Client.Serialization;
using Qubrid.Client.StructuredOutput;

namespace Qubrid.Client.Tests.HostileResponses;

/// <summary>Tests that large responses are read in linear time: twice the data takes about twice the time, and never four times.</summary>
public class ReadingTimeTests
{
    // Allocations are counted exactly, also on a busy machine.
    private const double MaxAllocationRatio = 2.6;
    private const double MaxTimeRatio = 3.3;

    /// <summary>The chunks of a stream, or one body, for a number of items.</summary>
    private static readonly Dictionary<string, Func<int, IEnumerable<string>>> s_responses = new()
    {
        ["choice elements in a body"] = count => [$"{{\"choices\":[{Join(count, index => $"{{\"index\":{index % 1000},\"delta\":{{\"content\":\"a\"}}}}")}]}}"],
        ["choice elements in chunks"] = count => Chunks(count, index => Chunk.Text("a", index % 1000)),
        ["one choice after a thousand"] = count => [$"{{\"choices\":[{Join(1000, index => $"{{\"index\":{index},\"delta\":{{\"tool_calls\":[{Join(20, call => $"{{\"index\":{call},\"id\":\"{call}\"}}")}]}}}}")}]}}", .. Chunks(count, _ => Chunk.Text("a"))],
        ["tool call fragments"] = count => Chunks(count, index => Chunk.Delta($"\"tool_calls\":[{{\"index\":{index % 1000},\"function\":{{\"arguments\":\"a\"}}}}]")),
        ["tool call fragments with a name"] = count => [Chunk.Delta("\"tool_calls\":[{\"index\":0,\"function\":{\"name\":\"f\",\"arguments\":\"{\"}}]"), .. Chunks(count, _ => Chunk.Delta("\"tool_calls\":[{\"index\":0,\"function\":{\"name\":\"f\",\"arguments\":\"\\\"}\\\",\"}}]"))],
        ["logprobs in chunks"] = count => Chunks(count, index => $"{{\"choices\":[{{\"delta\":{{\"content\":\"a\"}},\"logprobs\":{{\"content\":[{{\"token\":\"a\",\"logprob\":-{index}}}],\"refusal\":[1]}}}}]}}"),
        ["logprobs in a body"] = count => [$"{{\"choices\":[{{\"message\":{{\"content\":\"a\"}},\"logprobs\":{{\"content\":[{Join(count, index => $"{{\"token\":\"a\",\"logprob\":-{index}}}")}]}}}}]}}"],
        ["unknown fields in a body"] = count => [$"{{\"choices\":[{{\"message\":{{{Join(count, index => $"\"f{index}\":{{\"a\":[1,\"b\"]}}")}}}}}],{Join(count, index => $"\"g{index}\":\"h\"")}}}"],
        ["unknown fields in chunks"] = count => Chunks(count, index => $"{{\"choices\":[{{\"delta\":{{\"f{index}\":\"a\"}},\"g{index}\":[1]}}],\"h{index}\":1}}"),
        ["unknown texts in chunks"] = count => Chunks(count, _ => Chunk.Delta("\"thought\":\"abc\"")),
        ["unknown nested fields in chunks"] = count => Chunks(count, index => Chunk.Delta($"\"nested\":{{\"inner\":{{\"f{index}\":[1]}}}}")),
        ["unknown content parts"] = count => Chunks(count, index => Chunk.Delta($"\"content\":[{{\"type\":\"x\",\"a\":{index}}}]")),
        ["usage in chunks"] = count => Chunks(count, index => $"{{\"choices\":[{{\"delta\":{{}},\"usage\":{{\"u{index}\":1}}}}],\"x_metrics\":{{\"m{index}\":1}},\"usage\":{{\"v{index}\":{{\"a\":1}}}}}}"),
        ["pieces as messages"] = count => Chunks(count, index => $"{{\"choices\":[{{\"message\":{{\"content\":\"b{index}\"}}}}]}}"),
        ["repeated fields in one chunk"] = count => [$"{{{Join(count, _ => "\"choices\":[{\"delta\":{\"content\":\"a\"},\"delta\":{\"content\":\"b\"}}]")}}}"],
        ["errors"] = count => [$"{{\"errors\":[{Join(count, index => $"{{\"msg\":\"m{index}\"}}")}]}}"],
        ["errors beside details"] = count => [$"{{\"error\":{{\"detail\":{{\"detail\":{{\"detail\":[{Join(count, index => $"{{\"detail\":\"m{index}\"}}")}]}}}}}}}}"],
        ["beginnings of the key"] = count => Chunks(count, index => Chunk.Text(TestClient.ApiKey[..(index % 20)])),
        ["backslashes"] = count => [Chunk.Text(new string('\\', count * 8))],
        ["percent signs"] = count => [Chunk.Text(string.Concat(Enumerable.Repeat("%25", count * 3)))],
        ["ampersands"] = count => [Chunk.Text(string.Concat(Enumerable.Repeat("&amp;", count)))],
    };

    public static TheoryData<string> Responses { get; } = [.. s_responses.Keys];

    [Theory]
    [MemberData(nameof(Responses))]
    public void Response_is_read_in_linear_time(string response)
    {
        byte[][] Create(int count) => [.. s_responses[response](count).Select(Encoding.UTF8.GetBytes)];
        AssertLinear(Create, static chunks =>
        {
            var completion = new CompletionBuilder(new KeyRedactor(TestClient.ApiKey));
            foreach (var chunk in chunks)
            {
                CompletionReader.Read(chunk, completion);
                while (completion.TakeUpdate(isFinal: false) is not null)
                {
                }
            }

            completion.Build([], requestId: null, clientMetrics: null);
        });
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"a\":")]
    [InlineData("[")]
    [InlineData("```\n{")]
    [InlineData("{} ")]
    [InlineData("</think>{")]
    public void Structured_text_is_searched_in_linear_time(string piece) => AssertLinear(
        count => string.Concat(Enumerable.Repeat(piece, count)),
        static text => Assert.True(JsonExtractor.FindCandidates(text, '{').Count() <= 1000 + text.Length));

    [Fact]
    public void Hostile_text_of_an_error_is_read_in_linear_time() => AssertLinear(
        count => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("data: {\"error\":\"<a ", count))),
        static body => ApiError.Parse(body).ToSanitized(new ApiKey(TestClient.Options(new Uri("http://localhost")).ApiKey)));

    /// <summary>The total timeout also ends reading data that was already received.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Total_timeout_ends_reading_of_received_data(bool isStream)
    {
        var elements = string.Join(",", Enumerable.Repeat("{\"index\":0,\"delta\":{\"x\":[1,2,3]}}", 300_000));
        var body = isStream ? string.Concat(Enumerable.Repeat("data: {\"choices\":[{\"delta\":{\"x\":[1]}}]}\n\n", 300_000)) : $"{{\"choices\":[{elements}]}}";
        await using var server = await TestServer.StartAsync(isStream ? StubResponses.SendStream(body) : StubResponses.SendJson(body));
        using var client = server.Connect();
        using var call = client.CreateChatCall(TestClient.CreateRequest(), new CallOptions { TotalTimeout = TimeSpan.FromMilliseconds(1), MaximumRetryCount = 0 }, default);
        var failure = await Assert.ThrowsAsync<QubridApiException>(call.CompleteAsync);
        Assert.Equal(QubridErrorKind.Timeout, failure.Kind);
    }

    [Fact]
    public void Reading_a_chunk_ends_if_the_call_is_canceled()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        var completion = new CompletionBuilder(KeyRedactor.None) { CallToken = stopped.Token };
        Assert.Throws<OperationCanceledException>(() => CompletionReader.Read(Encoding.UTF8.GetBytes(Chunk.Text("a")), completion));
    }

    private static void AssertLinear<T>(Func<int, T> create, Action<T> read)
    {
        const int count = 5_000;
        var (one, two) = (create(count), create(2 * count));
        read(create(100)); // compiles the code before it is measured
        var allocationRatio = Measure(two, read).Allocated / Math.Max(500_000, Measure(one, read).Allocated);
        Assert.True(allocationRatio < MaxAllocationRatio, $"Twice the data takes {allocationRatio:0.0} times the memory.");

        // The best of several runs, because other processes make single runs slower. Short times are not comparable.
        var ratio = Enumerable.Range(0, 8).Select(_ => Measure(two, read).Milliseconds / Math.Max(10, Measure(one, read).Milliseconds)).First(ratio => ratio < MaxTimeRatio);
        Assert.True(ratio < MaxTimeRatio);
    }

    private static (double Allocated, double Milliseconds) Measure<T>(T input, Action<T> read)
    {
        var (allocated, started) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
        read(input);
        return (GC.GetAllocatedBytesForCurrentThread() - allocated, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    private static string Join(int count, Func<int, string> create) => string.Join(",", Enumerable.Range(0, count).Select(create));

    private static IEnumerable<string> Chunks(int count, Func<int, string> create) => Enumerable.Range(0, count).Select(create);
}
