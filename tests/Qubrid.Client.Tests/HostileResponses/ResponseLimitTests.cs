using System.IO.Compression;
using System.Text;
using Qubrid.Client.Http;

namespace Qubrid.Client.Tests.HostileResponses;

/// <summary>Tests that responses that would use up the memory are InvalidResponse after one attempt. The limits are reduced for the tests.</summary>
public class ResponseLimitTests
{
    private const int MaxBytes = 1024 * 1024;

    private static readonly byte[] s_emptyMember = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private static readonly ResponseLimits s_limits = new() { MaxBytes = MaxBytes, MaxEventBytes = 64 * 1024 };

    /// <summary>Endless bodies: the headers, the start, and a piece that is repeated.</summary>
    private static readonly Dictionary<string, (string Headers, string First, string Piece)> s_endless = new()
    {
        ["tokens"] = ("Content-Type: text/event-stream", "", "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n"),
        ["reasoning"] = ("Content-Type: text/event-stream", "", "data: {\"choices\":[{\"delta\":{\"reasoning\":\"a\"}}]}\n\n"),
        ["one line"] = ("Content-Type: text/event-stream", "data: {\"choices\":[{\"delta\":{\"content\":\"", new string('a', 1000)),
        ["one line without a colon"] = ("Content-Type: text/event-stream", "data: 1\n\n", new string('a', 1000)),
        ["one event of many lines"] = ("Content-Type: text/event-stream", "", "data: \n"),
        ["one event, CR"] = ("Content-Type: text/event-stream", "", "data: \r"),
        ["one event, CRLF"] = ("Content-Type: text/event-stream", "", "data: \r\n"),
        ["comments"] = ("Content-Type: text/event-stream", "", ": keep-alive\n"),
        ["comments with blank lines"] = ("Content-Type: text/event-stream", "", ": keep-alive\n\n"),
        ["blank lines"] = ("Content-Type: text/event-stream", "", "\n"),
        ["pings"] = ("Content-Type: text/event-stream", "", "event: ping\ndata: {}\n\n"),
        ["JSON text"] = ("Content-Type: application/json", "{\"choices\":[{\"message\":{\"content\":\"", new string('a', 1000)),
        ["JSON array"] = ("Content-Type: application/json", "{\"choices\":[{\"x\":[", "[],"),
        ["JSON field names"] = ("Content-Type: application/json", "{", "\"a\":1,"),
        ["blanks"] = ("Content-Type: application/json", "", new string(' ', 1000)),
        ["text"] = ("Content-Type: text/plain", "", "text "),
        ["empty gzip members"] = ("Content-Type: application/json\r\nContent-Encoding: gzip", "", Encoding.Latin1.GetString(Compress([]))),
    };

    /// <summary>Small bodies that are large when they are decompressed.</summary>
    private static readonly Dictionary<string, (string Encodings, byte[] Body)> s_bombs = new()
    {
        ["gzip"] = ("gzip", Compress(new byte[8 * MaxBytes])),
        ["gzip twice"] = ("gzip, gzip", Compress(Compress(new byte[8 * MaxBytes]))),
        ["gzip twice, not labeled"] = ("", Compress(Compress(new byte[8 * MaxBytes]))),
        ["gzip in gzip, empty inside"] = ("gzip, gzip", Compress([.. Enumerable.Repeat(Compress([]), 100_000).SelectMany(member => member)])),
        ["stream of one line"] = ("gzip", Compress(Encoding.UTF8.GetBytes("data: " + new string('a', 8 * MaxBytes)))),
        ["deflate"] = ("deflate", Deflate(new byte[8 * MaxBytes])),
        ["10,000 encodings"] = (string.Join(",", Enumerable.Repeat("gzip", 10_000)), Compress(Encoding.UTF8.GetBytes(Chunk.Complete("no")))),
        ["five encodings"] = ("gzip, gzip, gzip, gzip, gzip", Encoding.UTF8.GetBytes(Chunk.Complete("no"))),
    };

    public static TheoryData<string> Endless { get; } = [.. s_endless.Keys];

    public static TheoryData<string> Bombs { get; } = [.. s_bombs.Keys];

    [Theory]
    [MemberData(nameof(Endless))]
    public async Task Endless_body_is_InvalidResponse_and_not_retried(string body)
    {
        var (headers, first, piece) = s_endless[body];
        await using var server = RawServer.Start(async (stream, stop) =>
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes($"HTTP/1.1 200 OK\r\n{headers}\r\nConnection: close\r\n\r\n{first}"), stop);
            var pieces = Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat(piece, Math.Max(1, 16_000 / piece.Length))));
            while (true)
            {
                await stream.WriteAsync(pieces, stop);
            }
        });
        await AssertRejectedAsync(server);
    }

    [Theory]
    [MemberData(nameof(Bombs))]
    public async Task Compressed_bomb_is_InvalidResponse_and_not_retried(string bomb)
    {
        var (encodings, body) = s_bombs[bomb];
        await using var server = RawServer.Start(async (stream, stop) =>
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Encoding: {encodings}\r\nContent-Length: {body.Length}\r\n\r\n"), stop);
            await stream.WriteAsync(body, stop);
        });
        await AssertRejectedAsync(server);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n", "a: b\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\na: ", "bbbbbbbb")]
    [InlineData("HTTP/1.1 200 ", "OK")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", "xxxxxxxx")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n", "a: b\r\n")]
    public async Task Endless_headers_are_InvalidResponse(string first, string piece)
    {
        await using var server = RawServer.Start(async (stream, stop) =>
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(first), stop);
            var pieces = Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat(piece, 1000)));
            while (true)
            {
                await stream.WriteAsync(pieces, stop);
            }
        });
        using var client = Connect(server);
        var failure = await client.ExpectFailureAsync().WithTimeout();
        Assert.True(failure.Kind == QubridErrorKind.InvalidResponse, failure + string.Concat(failure.InnerException?.GetBaseException()));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("10,000 encodings")]
    public async Task Compressed_bomb_in_an_error_body_reports_the_status(string bomb)
    {
        var (encodings, body) = s_bombs[bomb];
        await using var server = RawServer.Start(async (stream, stop) =>
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes($"HTTP/1.1 403 No\r\nContent-Encoding: {encodings}\r\nContent-Length: {body.Length}\r\n\r\n"), stop);
            await stream.WriteAsync(body, stop);
        });
        using var client = Connect(server);
        Assert.Equal(QubridErrorKind.Unauthorized, (await client.ExpectFailureAsync().WithTimeout()).Kind);
    }

    [Theory]
    [InlineData("choices", 1024, true)]
    [InlineData("choices", 1025, false)]
    [InlineData("tool_calls", 1024, true)]
    [InlineData("tool_calls", 1025, false)]
    public async Task More_than_1024_items_are_InvalidResponse(string field, int count, bool isAccepted)
    {
        foreach (var isStream in new[] { true, false })
        {
            var items = Enumerable.Range(0, count).Select(index => field == "choices"
                ? $"{{\"index\":{index},\"{(isStream ? "delta" : "message")}\":{{\"content\":\"a\"}},\"finish_reason\":\"stop\"}}"
                : $"{{\"index\":{index},\"id\":\"{index}\",\"function\":{{\"name\":\"f\",\"arguments\":\"{{}}\"}}}}");
            var json = field == "choices"
                ? $"{{\"choices\":[{string.Join(",", items)}]}}"
                : $"{{\"choices\":[{{\"{(isStream ? "delta" : "message")}\":{{\"tool_calls\":[{string.Join(",", items)}]}},\"finish_reason\":\"stop\"}}]}}";
            await using var server = await TestServer.StartAsync(isStream ? StubResponses.SendStream(Sse.CreateStream(json)) : StubResponses.SendJson(json));
            using var client = server.Connect();
            if (isAccepted)
            {
                var choices = (await client.CompleteAsync()).Choices;
                Assert.Equal(count, field == "choices" ? choices.Length : choices[0].Message.ToolCalls.Length);
            }
            else
            {
                var failure = await client.ExpectFailureAsync(TestClient.FastRetry());
                Assert.Equal((QubridErrorKind.InvalidResponse, 1), (failure.Kind, failure.Attempts));
                Assert.Contains("1024", failure.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Text_before_the_limit_is_in_the_partial_completion()
    {
        var text = Sse.CreateEvents(Chunk.Text("Hello"), Chunk.Text(new string('a', 100_000)));
        await using var server = RawServer.Start("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n" + text);
        using var client = Connect(server);
        var failure = await client.ExpectFailureAsync();
        Assert.Equal(QubridErrorKind.InvalidResponse, failure.Kind);
        Assert.Equal("Hello", failure.PartialCompletion!.Text);
    }

    [Fact]
    public async Task Many_small_events_do_not_exceed_the_limit_of_one_event()
    {
        var events = string.Concat(Enumerable.Repeat(": x\r\n\r\n", 2000)) + string.Concat(Enumerable.Range(0, 2000).Select(_ => $"data: {Chunk.Text("abc")}\r\n\r\n")) + Sse.CreateEvents(Chunk.Stop());
        await using var server = RawServer.Start("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n" + events);
        using var client = Connect(server);
        Assert.Equal(6000, (await client.CompleteAsync()).Text!.Length);
    }

    private static QubridClient Connect(RawServer server) => new(new QubridClientOptions
    {
        BaseUri = server.BaseUri,
        ApiKey = TestClient.Options(server.BaseUri).ApiKey,
        Limits = s_limits,
    });

    private static async Task AssertRejectedAsync(RawServer server)
    {
        using var client = Connect(server);
        var failure = await client.ExpectFailureAsync(TestClient.FastRetry()).WithTimeout();
        Assert.Equal(QubridErrorKind.InvalidResponse, failure.Kind);
        Assert.Equal((1, 1), (failure.Attempts, server.Requests));
        var models = await Assert.ThrowsAsync<QubridApiException>(() => client.GetModelsAsync(TestClient.FastRetry(), default));
        Assert.Equal((QubridErrorKind.InvalidResponse, 1), (models.Kind, models.Attempts));
    }

    private static byte[] Compress(byte[] data)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(data);
            gzip.Flush();
        }

        return data.Length > 0 ? compressed.ToArray() : s_emptyMember;
    }

    private static byte[] Deflate(byte[] data)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Fastest))
        {
            zlib.Write(data);
        }

        return compressed.ToArray();
    }
}
