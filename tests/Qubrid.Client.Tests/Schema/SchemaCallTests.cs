using System.Text.Json;
using Qubrid.Client.Schema;

namespace Qubrid.Client.Tests.Schema;

/// <summary>Calls whose answers must fit.</summary>
public class SchemaCallTests
{
    private static readonly ResponseSchema s_schema = ResponseSchema.Parse("""{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]}""");

    private static ChatRequest Request => new() { Model = "m", Messages = [new ChatMessage { Content = "Hello" }], ResponseFormat = s_schema.ResponseFormat };

    [Fact]
    public async Task An_answer_that_does_not_fit_is_asked_again_with_its_fault()
    {
        List<string> bodies = [];
        await using var server = await StartAsync(bodies, Say("no json", 10), Say("""{"a":1}""", 5));
        using var client = server.Connect();
        using var call = client.CreateChatCall(Request, s_schema, 1, Ask.Once, default);
        var completion = await call.CompleteAsync();
        Assert.Equal("""{"a":1}""", completion.Text);
        Assert.Equal(15, completion.Usage!.CompletionTokens);
        Assert.Equal(["Hello", """{"a":1}"""], completion.Messages.Select(message => message.Content));

        var messages = JsonDocument.Parse(bodies[1]).RootElement.GetProperty("messages");
        Assert.Equal(["user", "assistant", "user"], messages.EnumerateArray().Select(message => message.GetProperty("role").GetString()));
        Assert.Contains("no whole JSON value", messages[2].GetProperty("content").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(3, 4)]
    public async Task It_is_asked_again_no_more_often_than_said(int repairs, int expected)
    {
        await using var server = await StartAsync([], Say("""{"a":"x"}""", 1));
        using var client = server.Connect();
        using var call = client.CreateChatCall(Request, s_schema, repairs, Ask.Once, default);
        var failure = await Assert.ThrowsAsync<QubridApiException>(call.CompleteAsync);
        Assert.Equal(QubridErrorKind.SchemaMismatch, failure.Kind);
        Assert.Contains("At $.a: integer expected.", failure.Message, StringComparison.Ordinal);
        Assert.Equal("""{"a":"x"}""", failure.PartialCompletion!.Text);
        Assert.Equal(expected, failure.PartialCompletion.Usage!.CompletionTokens);
        Assert.Equal(expected, server.Requests);
    }

    [Fact]
    public async Task What_was_cut_is_not_asked_again()
    {
        await using var server = await StartAsync([], Sse.Stream(Chunk.Text("""{"a":"""), Chunk.Stop("length")));
        using var client = server.Connect();
        using var call = client.CreateChatCall(Request, s_schema, 5, Ask.Once, default);
        var failure = await Assert.ThrowsAsync<QubridApiException>(call.CompleteAsync);
        Assert.Contains("finish reason length", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, server.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_service_that_refuses_the_format_is_asked_without_and_then_always(bool stream)
    {
        List<string> bodies = [];
        await using var server = await WireServer.StartAsync(async context =>
        {
            bodies.Add(await context.ReadBodyAsync());
            await (bodies[^1].Contains("response_format", StringComparison.Ordinal)
                ? Answers.Status(400, """{"error":{"message":"response_format is not supported"}}""")(context)
                : context.SendEventsAsync(Sse.Say("""{"a":1}""")));
        });
        using var client = server.Connect();
        for (var number = 0; number < 2; number++)
        {
            using var call = client.CreateChatCall(Request, s_schema, 1, Ask.Once, default);
            Assert.Equal("""{"a":1}""", (stream ? await StreamAsync(call, []) : await call.CompleteAsync()).Text);
        }

        Assert.Equal(3, bodies.Count);
    }

    [Fact]
    public async Task A_refusal_for_another_reason_is_told_as_it_is()
    {
        await using var server = await WireServer.StartAsync(Answers.Status(400, """{"error":{"message":"too long"}}"""));
        using var client = server.Connect();
        using var call = client.CreateChatCall(Request, s_schema, 1, Ask.Once, default);
        var failure = await Assert.ThrowsAsync<QubridApiException>(call.CompleteAsync);
        Assert.Equal(QubridErrorKind.InvalidRequest, failure.Kind);
        Assert.Equal("too long", failure.ServiceMessage);
        Assert.Equal(2, server.Requests);
    }

    [Fact]
    public async Task A_streamed_answer_that_does_not_fit_is_not_asked_again()
    {
        await using var server = await StartAsync([], Say("""{"a":"x"}""", 1));
        using var client = server.Connect();
        using var call = client.CreateChatCall(Request, s_schema, 5, Ask.Once, default);
        List<ChatUpdate> updates = [];
        var failure = await Assert.ThrowsAsync<QubridApiException>(() => StreamAsync(call, updates));
        Assert.Equal(QubridErrorKind.SchemaMismatch, failure.Kind);
        Assert.Equal("""{"a":"x"}""", Assert.Single(updates).Text);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public void A_conversation_that_goes_on_sheds_the_instruction()
    {
        ChatMessage[] plain = [new() { Role = ChatRoles.System, Content = "Be short." }, new() { Content = "Hello" }];
        var bound = SchemaInstruction.Add(plain, s_schema);
        Assert.Contains("JSON Schema", bound[0].Content, StringComparison.Ordinal);
        Assert.Equal(plain.Select(message => message.Content), SchemaInstruction.Remove(bound).Select(message => message.Content));
        Assert.Equal(["Hello"], SchemaInstruction.Remove(SchemaInstruction.Add([plain[1]], s_schema)).Select(message => message.Content));
    }

    private static string Say(string text, int tokens) => Sse.Stream(
        Chunk.Text(text), Chunk.Stop(), $$$"""{"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":{{{tokens}}},"total_tokens":{{{tokens + 1}}}}}""");

    private static Task<WireServer> StartAsync(List<string> bodies, params string[] answers) => WireServer.StartAsync(async context =>
    {
        bodies.Add(await context.ReadBodyAsync());
        await context.SendEventsAsync(answers[Math.Min(bodies.Count, answers.Length) - 1]);
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
