using System.Text.Json;

namespace Qubrid.Client.Tests.StructuredOutput;

/// <summary>Tests calls with a response schema.</summary>
public class ValidatedChatCallTests
{
    private static readonly ResponseSchema s_schema = ResponseSchema.Parse("""{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]}""");

    private static ChatRequest ChatRequest => new() { Model = "m", Messages = [new ChatMessage { Content = "Hello" }], ResponseFormat = s_schema.ResponseFormat };

    [Fact]
    public async Task Mismatch_is_retried_with_the_validation_error()
    {
        List<string> bodies = [];
        await using var server = await StartAsync(bodies, CreateCompletionJson("no json", 10), CreateCompletionJson("""{"a":1}""", 5));
        using var client = server.Connect();
        using var call = client.CreateChatCall(ChatRequest, s_schema, 1, TestClient.NoRetry, default);
        var completion = await call.CompleteAsync();
        Assert.Equal("""{"a":1}""", completion.Text);
        Assert.Equal(15, completion.Usage!.CompletionTokens);
        Assert.Equal(["Hello", """{"a":1}"""], completion.Messages.Select(message => message.Content));

        var messages = JsonDocument.Parse(bodies[1]).RootElement.GetProperty("messages");
        Assert.Equal(["user", "assistant", "user"], messages.EnumerateArray().Select(message => message.GetProperty("role").GetString()));
        Assert.Contains("no complete JSON value", messages[2].GetProperty("content").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(3, 4)]
    public async Task Schema_retries_are_limited(int maxRetries, int expected)
    {
        await using var server = await StartAsync([], CreateCompletionJson("""{"a":"x"}""", 1));
        using var client = server.Connect();
        using var call = client.CreateChatCall(ChatRequest, s_schema, maxRetries, TestClient.NoRetry, default);
        var failure = await Assert.ThrowsAsync<QubridApiException>(call.CompleteAsync);
        Assert.Equal(QubridErrorKind.SchemaMismatch, failure.Kind);
        Assert.Contains("at $.a: integer expected.", failure.Message, StringComparison.Ordinal);
        Assert.Equal("""{"a":"x"}""", failure.PartialCompletion!.Text);
        Assert.Equal(expected, failure.PartialCompletion.Usage!.CompletionTokens);
        Assert.Equal(expected, server.Requests);
    }

    [Fact]
    public async Task Truncated_completion_is_not_retried()
    {
        await using var server = await StartAsync([], Sse.CreateStream(Chunk.Text("""{"a":"""), Chunk.Stop("length")));
        using var client = server.Connect();
        using var call = client.CreateChatCall(ChatRequest, s_schema, 5, TestClient.NoRetry, default);
        var failure = await Assert.ThrowsAsync<QubridApiException>(call.CompleteAsync);
        Assert.Contains("finish reason length", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, server.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Rejected_response_format_is_omitted_from_then_on(bool stream)
    {
        List<string> bodies = [];
        await using var server = await TestServer.StartAsync(async context =>
        {
            bodies.Add(await context.ReadBodyAsync());
            await (bodies[^1].Contains("response_format", StringComparison.Ordinal)
                ? StubResponses.SendStatus(400, """{"error":{"message":"response_format is not supported"}}""")(context)
                : context.SendEventsAsync(Sse.TextStream("""{"a":1}""")));
        });
        using var client = server.Connect();
        for (var number = 0; number < 2; number++)
        {
            using var call = client.CreateChatCall(ChatRequest, s_schema, 1, TestClient.NoRetry, default);
            Assert.Equal("""{"a":1}""", (stream ? await StreamAsync(call, []) : await call.CompleteAsync()).Text);
        }

        Assert.Equal(3, bodies.Count);
    }

    [Fact]
    public async Task Rejection_for_another_reason_is_reported_unchanged()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStatus(400, """{"error":{"message":"too long"}}"""));
        using var client = server.Connect();
        using var call = client.CreateChatCall(ChatRequest, s_schema, 1, TestClient.NoRetry, default);
        var failure = await Assert.ThrowsAsync<QubridApiException>(call.CompleteAsync);
        Assert.Equal(QubridErrorKind.InvalidRequest, failure.Kind);
        Assert.Equal("too long", failure.ServiceMessage);
        Assert.Equal(2, server.Requests);
    }

    [Fact]
    public async Task Streamed_mismatch_is_not_retried()
    {
        await using var server = await StartAsync([], CreateCompletionJson("""{"a":"x"}""", 1));
        using var client = server.Connect();
        using var call = client.CreateChatCall(ChatRequest, s_schema, 5, TestClient.NoRetry, default);
        List<ChatUpdate> updates = [];
        var failure = await Assert.ThrowsAsync<QubridApiException>(() => StreamAsync(call, updates));
        Assert.Equal(QubridErrorKind.SchemaMismatch, failure.Kind);
        Assert.Equal("""{"a":"x"}""", Assert.Single(updates).Text);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public void Schema_instruction_is_removed_when_the_conversation_continues()
    {
        ChatMessage[] original = [new() { Role = ChatRoles.System, Content = "Be short." }, new() { Content = "Hello" }];
        var withInstruction = SchemaInstruction.Add(original, s_schema);
        Assert.Contains("JSON Schema", withInstruction[0].Content, StringComparison.Ordinal);
        Assert.Equal(original.Select(message => message.Content), SchemaInstruction.Remove(withInstruction).Select(message => message.Content));
        Assert.Equal(["Hello"], SchemaInstruction.Remove(SchemaInstruction.Add([original[1]], s_schema)).Select(message => message.Content));
    }

    private static string CreateCompletionJson(string text, int tokens) => Sse.CreateStream(
        Chunk.Text(text), Chunk.Stop(), $$$"""{"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":{{{tokens}}},"total_tokens":{{{tokens + 1}}}}}""");

    private static Task<TestServer> StartAsync(List<string> bodies, params string[] responses) => TestServer.StartAsync(async context =>
    {
        bodies.Add(await context.ReadBodyAsync());
        await context.SendEventsAsync(responses[Math.Min(bodies.Count, responses.Length) - 1]);
    });

    private static async Task<ChatCompletion> StreamAsync(ChatCall call, List<ChatUpdate> updates)
    {
        while (await call.MoveNextAsync())
        {
            updates.Add(call.Current!);
        }

        return call.Completion!;
    }
}
