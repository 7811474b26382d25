using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using Qubrid.Client.Tests.Journal;

namespace Qubrid.Client.Tests.Framework;

/// <summary>Tests the client in .NET Framework: its HttpClient and the assemblies that the .NET Standard build needs.</summary>
public sealed class FrameworkTests(FrameworkProgram program) : IClassFixture<FrameworkProgram>
{
    [Fact]
    public async Task Streamed_update_is_returned_before_the_next_is_sent()
    {
        var seen = TestTimeouts.NewSignal();
        await using var server = await TestServer.StartAsync(async context =>
        {
            await context.SendEventsAsync(Sse.CreateEvents(Chunk.Text("One")));
            await seen.Task.WithTimeout();
            await context.SendEventsAsync(Sse.CreateStream(Chunk.Text(" two"), Chunk.Stop()));
        });
        program.Call(server.BaseUri);
        Assert.Equal("update: One", await program.ReadLineAsync());
        seen.SetResult();
        Assert.Equal(["update:  two", "update: ", "completion: One two", "attempts: 1"], await program.ReadToEndAsync());
    }

    [Fact]
    public async Task Rejected_request_is_retried_after_the_requested_delay()
    {
        await using var server = await TestServer.StartAsync(
            StubResponses.SendStatus(429, "", "application/json", ("Retry-After", "0")),
            StubResponses.SendStatus(503, "", "application/json", ("retry-after-ms", "10")),
            StubResponses.SendStream(Sse.TextStream("Hello")));
        program.Call(server.BaseUri);
        Assert.Equal(["update: Hello", "update: ", "completion: Hello", "attempts: 3"], await program.ReadToEndAsync());
    }

    [Fact]
    public async Task Unauthorized_error_does_not_contain_the_key()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStatus(401, $$$"""{"error":{"message":"Incorrect API key: {{{TestClient.ApiKey}}}"}}"""));
        program.Call(server.BaseUri);
        var lines = await program.ReadToEndAsync();
        Assert.Equal("error: Unauthorized", lines[0]);
        Assert.Contains("Incorrect API key", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain(lines, line => line.Contains(TestClient.ApiKey, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refused_connection_fails_with_ConnectionFailed()
    {
        using var unused = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        unused.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // bound but not listening, so that no other process uses the port
        program.Call(new Uri($"http://{unused.LocalEndPoint}/v1"));
        var lines = await program.ReadToEndAsync();
        Assert.Equal("error: ConnectionFailed", lines[0]);
        Assert.Equal("attempts: 3", lines[^1]);
    }

    [Fact]
    public async Task Interrupted_stream_fails_with_the_partial_completion()
    {
        await using var server = await TestServer.StartAsync(StubResponses.BreakAfter(Sse.CreateEvents(Chunk.Text("Par"), Chunk.Text("tial"))));
        program.Call(server.BaseUri);
        var lines = await program.ReadToEndAsync();
        Assert.Equal(["update: Par", "update: tial", "error: StreamInterrupted"], lines[..3]);
        Assert.Equal(["partial: Partial", "attempts: 1"], lines[5..]);
    }

    [Fact]
    public async Task Recorded_completion_is_replayed_and_checked_against_a_schema()
    {
        using var folder = new JournalFolder();
        await using (var server = await TestServer.StartAsync(StubResponses.SendStream(Sse.TextStream("""{"count":0}"""))))
        {
            program.Call(server.BaseUri, "record", folder.File);
            Assert.Contains("""completion: {"count":0}""", await program.ReadToEndAsync());
        }

        var unused = new Uri("http://127.0.0.1/v1");
        program.Call(unused, "replay", folder.File, "schema", Schema(minimum: 0));
        Assert.Contains("""completion: {"count":0}""", await program.ReadToEndAsync());
        program.Call(unused, "replay", folder.File, "schema", Schema(minimum: 1));
        Assert.Contains("error: SchemaMismatch", await program.ReadToEndAsync());
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nAuthorization KEY\r\n\r\n")]
    [InlineData("HTTP/1.1 400 KEY\r\nKEY: 1\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("KEY\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\nKEY\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"choices\":[{\"KEY\":tKEY}]}")]
    public async Task Key_in_a_malformed_response_is_not_shown(string response)
    {
        foreach (var form in new[] { "plain", "percent", "Base64 of the header" })
        {
            await using var server = RawServer.Start(response.Replace("KEY", KeyForms.All[form]));
            program.Call(server.BaseUri);
            var lines = await program.ReadToEndAsync();
            Assert.StartsWith("error: ", lines[0], StringComparison.Ordinal);
            LeakDetector.AssertNoLeak(lines);
        }
    }

    [Fact]
    public async Task Compressed_bomb_is_InvalidResponse()
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write("data: "u8);
            gzip.Write(new byte[80 * 1024 * 1024]);
        }

        await using var server = RawServer.Start(async (stream, stop) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n"u8.ToArray(), stop);
            await stream.WriteAsync(compressed.ToArray(), stop);
        });
        program.Call(server.BaseUri);
        var lines = await program.ReadToEndAsync();
        Assert.Equal(("error: InvalidResponse", "attempts: 1"), (lines[0], lines[^1]));
    }

    private static string Schema(int minimum) =>
        $$$"""{"type":"object","properties":{"count":{"type":"integer","minimum":{{{minimum}}}}},"required":["count"]}""";
}
