using System.Text.Json;
using Qubrid.Client.Redaction;

namespace Qubrid.Client.Tests.DataRedaction;

/// <summary>Tests calls with redaction against a server that keeps the bodies it receives.</summary>
public class RedactedChatCallTests
{
    private const string Prompt = "Mail a@x.example or \"b@x.example\" at 10.0.0.1, password=hunter2";

    private readonly List<string> _bodies = [];

    [Fact]
    public async Task Completion_is_restored_and_the_body_contains_no_value()
    {
        var completion = await CompleteAsync(Sse.CreateStream(
            Chunk.Delta("\"reasoning_content\":\"[EMAIL_1]\""), Chunk.Text("[EMAIL_2] [SECRET_1] [EMAIL_9] [IPADDRESS_1]"), Chunk.Delta("\"refusal\":\"not [EMAIL_1]\""),
            Chunk.Delta("\"tool_calls\":[{\"index\":0,\"id\":\"1\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"to\\\":\\\"[EMAIL_1]\\\"}\"}}]"), Chunk.Stop()));
        Assert.Equal("b@x.example [SECRET_1] [EMAIL_9] 10.0.0.1", completion.Text);
        Assert.Equal("a@x.example", completion.Reasoning);
        Assert.Equal("not a@x.example", completion.Refusal);
        Assert.Equal("{\"to\":\"a@x.example\"}", completion.Choices[0].Message.ToolCalls.Single().Arguments);
        Assert.Equal([Prompt, completion.Text], completion.Messages.Select(message => message.Content));
        var body = Assert.Single(_bodies);
        Assert.Contains("Mail [EMAIL_1] or \\\"[EMAIL_2]\\\" at [IPADDRESS_1], password=[SECRET_1]", body);
    }

    [Fact]
    public async Task Updates_are_restored_and_only_parts_of_placeholders_are_held_back()
    {
        var updates = await ReadUpdatesAsync(StubResponses.SendStream(Sse.CreateStream(
            Chunk.Text("to "), Chunk.Text("[EMA"), Chunk.Text("IL_"), Chunk.Text("1"), Chunk.Text("] and ["), Chunk.Text("x] [E"), Chunk.Text("[EMAIL", 1), Chunk.Text("_2]", 1),
            Chunk.Delta("\"reasoning_content\":\"[EMAIL_2\""), Chunk.Delta("\"reasoning_content\":\"]\""), Chunk.Stop(), Chunk.Stop(index: 1))));
        Assert.Equal(["to ", "a@x.example and ", "[x] ", null, "[E", null], updates.Where(update => update.Index == 0).Select(update => update.Text));
        Assert.Equal("b@x.example", string.Concat(updates.Select(update => update.Reasoning)));
        var other = Assert.Single(updates, update => update.Index == 1);
        Assert.Equal(("b@x.example", "assistant"), (other.Text, other.Role));
        Assert.Equal("to a@x.example and [x] [E", updates[^1].Completion!.Text);
        Assert.True(updates[^1].IsLast);
    }

    [Fact]
    public async Task Text_that_is_held_back_is_returned_before_a_failure()
    {
        var updates = new List<ChatUpdate>();
        var failure = await Assert.ThrowsAsync<QubridApiException>(() => ReadUpdatesAsync(StubResponses.BreakAfter(Sse.CreateEvents(Chunk.Text("to [EMAIL_1] ["), Chunk.Text("EMAIL"))), updates));
        Assert.Equal("to a@x.example [EMAIL", string.Concat(updates));
        Assert.Equal("to a@x.example [EMAIL", failure.PartialCompletion!.Text);
    }

    [Fact]
    public async Task Value_is_escaped_in_structured_text()
    {
        await using var server = await TestServer.StartAsync(CaptureAndSend(StubResponses.SendStream(Sse.TextStream("{\"path\":\"[PATH_1]\"}"))));
        using var client = server.Connect();
        var session = RedactionSupport.Create(RedactionRule.FromPattern("Path", @"C:\\\w+")).CreateSession();
        using var call = new RedactedChatCall(new RedactedRequest(session, RedactionSupport.CreateRequest(("user", @"Look at C:\temp"))), next => client.CreateChatCall(next, TestClient.NoRetry, default), isJson: true);
        var completion = await call.CompleteAsync();
        Assert.Equal(@"C:\temp", JsonDocument.Parse(completion.Text!).RootElement.GetProperty("path").GetString());
        Assert.DoesNotContain("temp", Assert.Single(_bodies));
    }

    [Fact]
    public async Task Tool_loop_sends_the_same_placeholders_in_every_request()
    {
        await using var server = await TestServer.StartAsync(
            CaptureAndSend(StubResponses.SendStream(Sse.CreateStream(
                Chunk.Delta("\"tool_calls\":[{\"index\":0,\"id\":\"1\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"to\\\":\\\"[EMAIL_2]\\\"}\"}}]"), Chunk.Stop("tool_calls")))),
            CaptureAndSend(StubResponses.SendStream(Sse.TextStream("[EMAIL_3] got it"))));
        using var client = server.Connect();
        var first = await CompleteAsync(client, RedactionSupport.CreateRequest(("user", Prompt)));
        Assert.Equal("{\"to\":\"b@x.example\"}", first.Choices[0].Message.ToolCalls.Single().Arguments);
        var next = new ChatRequest { Model = "m", Messages = [.. first.Messages, new ChatMessage { Role = "tool", ToolCallId = "1", Content = "b@x.example, c@x.example" }] };
        var second = await CompleteAsync(client, next);
        Assert.Equal("c@x.example got it", second.Text);
        Assert.Contains("\"arguments\":\"{\\\"to\\\":\\\"[EMAIL_2]\\\"}\"", _bodies[1]);
        Assert.Contains("\"content\":\"[EMAIL_2], [EMAIL_3]\"", _bodies[1]);
        Assert.StartsWith(_bodies[0][.._bodies[0].IndexOf("}]", StringComparison.Ordinal)], _bodies[1]);
    }

    private async Task<ChatCompletion> CompleteAsync(string stream)
    {
        await using var server = await TestServer.StartAsync(CaptureAndSend(StubResponses.SendStream(stream)));
        using var client = server.Connect();
        return await CompleteAsync(client, RedactionSupport.CreateRequest(("user", Prompt)));
    }

    private static async Task<ChatCompletion> CompleteAsync(QubridClient client, ChatRequest request)
    {
        using var call = Create(client, request);
        return await call.CompleteAsync();
    }

    private static async Task<List<ChatUpdate>> ReadUpdatesAsync(Func<HttpContext, Task> response, List<ChatUpdate>? updates = null)
    {
        updates ??= [];
        await using var server = await TestServer.StartAsync(response);
        using var client = server.Connect();
        using var call = Create(client, RedactionSupport.CreateRequest(("user", Prompt)));
        while (await call.MoveNextAsync())
        {
            updates.Add(call.Current!);
        }

        return updates;
    }

    private static ChatCall Create(QubridClient client, ChatRequest request) =>
        client.CreateChatCall(request, new CallOptions { Redactor = RedactionSupport.All, MaximumRetryCount = 0, IdleTimeout = TestTimeouts.Long }, default);

    private Func<HttpContext, Task> CaptureAndSend(Func<HttpContext, Task> response) => async context =>
    {
        _bodies.Add(await context.ReadBodyAsync());
        await response(context);
    };
}
