using System.Collections.Concurrent;

namespace Qubrid.Client.Tests.Streaming;

public class ConnectionTests
{
    [Theory]
    [InlineData("stream")]
    [InlineData("whole")]
    [InlineData("error")]
    public async Task A_connection_whose_answer_is_whole_serves_the_next_call(string kind)
    {
        var connections = new ConcurrentQueue<string>();
        await using var server = await WireServer.StartAsync(async context =>
        {
            connections.Enqueue(context.Connection.Id);
            await (kind switch
            {
                "stream" => Answers.Stream(Sse.Say("Hello")),
                "whole" => Answers.Json(Chunk.Whole("Hello")),
                _ => Answers.Status(400, """{"error":"no"}"""),
            })(context);
        });
        using var client = server.Connect();
        await OnceAsync();
        await UntilReusedAsync(connections, OnceAsync);

        Task OnceAsync() => kind == "error" ? client.FailAsync() : client.CompleteAsync();
    }

    // The end of the chunks is read behind the caller's back, so a call that follows at once may come too early for it:
    // one of a few has to find the connection free.
    private static async Task UntilReusedAsync(ConcurrentQueue<string> connections, Func<Task> callAsync)
    {
        const int calls = 20;
        for (var call = 0; call < calls && connections.Distinct().Count() == connections.Count; call++)
        {
            await callAsync();
        }

        Assert.NotEqual(connections.Count, connections.Distinct().Count());
    }

    [Fact]
    public async Task An_answer_given_up_does_not_disturb_the_next_call()
    {
        await using var server = await WireServer.StartAsync(
            Answers.StallAfter(Sse.Events(Chunk.Text("old"))), Answers.Stream(Sse.Say("new")));
        using var client = server.Connect();
        using (var call = client.CreateChatCall(Ask.Request(), Ask.Once, default))
        {
            Assert.True(await call.MoveNextAsync());
        }

        Assert.Equal("new", (await client.CompleteAsync()).Text);
    }

    [Fact]
    public async Task Many_calls_at_once_do_not_mix()
    {
        await using var server = await WireServer.StartAsync(async context =>
        {
            using var body = System.Text.Json.JsonDocument.Parse(await context.ReadBodyAsync());
            await context.SendEventsAsync(Sse.Say(body.RootElement.GetProperty("model").GetString()!));
        });
        using var client = server.Connect();
        var names = Enumerable.Range(0, 100).Select(number => $"model {number}").ToArray();
        var answers = await Task.WhenAll(names.Select(name => client.CompleteAsync(request: Ask.Request(name))));
        Assert.Equal(names, answers.Select(answer => answer.Text));
    }
}
