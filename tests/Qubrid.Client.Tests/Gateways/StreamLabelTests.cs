using System.IO.Compression;
using System.Text;

namespace Qubrid.Client.Tests.Gateways;

/// <summary>Tests that a stream with a wrong content type is returned as it arrives, not after its end.</summary>
public class StreamLabelTests
{
    [Theory]
    [InlineData("text/plain", null)]
    [InlineData("application/json", null)]
    [InlineData("text/html", "none")]
    [InlineData("application/json; charset=iso-8859-1", null)]
    [InlineData("text/event-stream", "UTF-8")]
    [InlineData("", "deflate")]
    public async Task First_update_is_returned_before_the_rest_is_sent(string contentType, string? contentEncoding)
    {
        var received = TestTimeouts.NewSignal();
        await using var server = await TestServer.StartAsync(async context =>
        {
            context.Response.ContentType = contentType;
            context.Response.Headers.ContentEncoding = contentEncoding;
            await SendAsync(context, Sse.CreateEvents(Chunk.Text("Hel")));
            await received.Task.WithTimeout();
            await SendAsync(context, Sse.CreateStream(Chunk.Text("lo"), Chunk.Stop()));
        });
        using var client = server.Connect();
        using var call = client.CreateChatCall(TestClient.CreateRequest(), TestClient.NoRetry, default);
        Assert.True(await call.MoveNextAsync().AsTask().WithTimeout());
        Assert.Equal("Hel", call.Current!.Text);
        received.SetResult();
        Assert.Equal("lo", await NextTextAsync(call));
    }

    [Fact]
    public async Task First_update_of_a_mislabeled_gzip_stream_is_returned_before_the_rest_is_sent()
    {
        var received = TestTimeouts.NewSignal();
        await using var server = await TestServer.StartAsync(async context =>
        {
            context.Response.ContentType = "application/json";
            await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(Sse.CreateEvents(Chunk.Text("Hel"))));
            await gzip.FlushAsync();
            await context.Response.Body.FlushAsync();
            await received.Task.WithTimeout();
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(Sse.CreateStream(Chunk.Text("lo"), Chunk.Stop())));
        });
        using var client = server.Connect();
        using var call = client.CreateChatCall(TestClient.CreateRequest(), TestClient.NoRetry, default);
        Assert.True(await call.MoveNextAsync().AsTask().WithTimeout());
        received.SetResult();
        Assert.Equal("lo", await NextTextAsync(call));
    }

    [Fact]
    public async Task Cumulative_messages_are_streamed_as_they_arrive()
    {
        var received = TestTimeouts.NewSignal();
        await using var server = await TestServer.StartAsync(async context =>
        {
            await context.SendEventsAsync(Sse.CreateEvents("""{"choices":[{"message":{"content":"Hel"}}]}"""));
            await received.Task.WithTimeout();
            await context.SendEventsAsync(Sse.CreateStream("""{"choices":[{"message":{"content":"Hello"},"finish_reason":"stop"}]}"""));
        });
        using var client = server.Connect();
        using var call = client.CreateChatCall(TestClient.CreateRequest(), TestClient.NoRetry, default);
        Assert.True(await call.MoveNextAsync().AsTask().WithTimeout());
        Assert.Equal("Hel", call.Current!.Text);
        received.SetResult();
        Assert.Equal("lo", await NextTextAsync(call));
    }

    private static async Task<string?> NextTextAsync(ChatCall call)
    {
        Assert.True(await call.MoveNextAsync().AsTask().WithTimeout());
        return call.Current!.Text;
    }

    private static async Task SendAsync(HttpContext context, string text)
    {
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text));
        await context.Response.Body.FlushAsync();
    }
}
