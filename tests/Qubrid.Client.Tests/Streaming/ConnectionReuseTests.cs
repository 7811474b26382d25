using System.Collections.Concurrent;

namespace Qubrid.Client.Tests.Streaming;

public class ConnectionReuseTests
{
    [Theory]
    [InlineData("stream")]
    [InlineData("buffered")]
    [InlineData("error")]
    public async Task Connection_is_reused_after_a_complete_response(string kind)
    {
        var connections = new ConcurrentQueue<string>();
        await using var server = await TestServer.StartAsync(async context =>
        {
            connections.Enqueue(context.Connection.Id);
            await (kind switch
            {
                "stream" => StubResponses.SendStream(Sse.TextStream("Hello")),
                "buffered" => StubResponses.SendJson(Chunk.Complete("Hello")),
                _ => StubResponses.SendStatus(400, """{"error":"no"}"""),
            })(context);
        });
        using var client = server.Connect();
        await CompleteOnceAsync();
        await CallUntilReusedAsync(connections, CompleteOnceAsync);

        Task CompleteOnceAsync() => kind == "error" ? client.ExpectFailureAsync() : client.CompleteAsync();
    }

    // The end of a chunked body is read in the background, so the connection may not be free for a call that follows immediately:
    // one of several calls must reuse it.
    private static async Task CallUntilReusedAsync(ConcurrentQueue<string> connections, Func<Task> callAsync)
    {
        const int calls = 20;
        for (var call = 0; call < calls && connections.Distinct().Count() == connections.Count; call++)
        {
            await callAsync();
        }

        Assert.NotEqual(connections.Count, connections.Distinct().Count());
    }

    [Fact]
    public async Task Abandoned_response_does_not_affect_the_next_call()
    {
        await using var server = await TestServer.StartAsync(
            StubResponses.StallAfter(Sse.CreateEvents(Chunk.Text("old"))), StubResponses.SendStream(Sse.TextStream("new")));
        using var client = server.Connect();
        using (var call = client.CreateChatCall(TestClient.CreateRequest(), TestClient.NoRetry, default))
        {
            Assert.True(await call.MoveNextAsync());
        }

        Assert.Equal("new", (await client.CompleteAsync()).Text);
    }

    [Fact]
    public async Task Concurrent_calls_get_their_own_responses()
    {
        await using var server = await TestServer.StartAsync(async context =>
        {
            using var body = System.Text.Json.JsonDocument.Parse(await context.ReadBodyAsync());
            await context.SendEventsAsync(Sse.TextStream(body.RootElement.GetProperty("model").GetString()!));
        });
        using var client = server.Connect();
        var names = Enumerable.Range(0, 100).Select(number => $"model {number}").ToArray();
        var completions = await Task.WhenAll(names.Select(name => client.CompleteAsync(request: TestClient.CreateRequest(name))));
        Assert.Equal(names, completions.Select(completion => completion.Text));
    }
}
