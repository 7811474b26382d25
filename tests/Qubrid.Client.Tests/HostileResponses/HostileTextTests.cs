using System.Text.Json;

namespace Qubrid.Client.Tests.HostileResponses;

/// <summary>Tests that unpaired surrogates and slow patterns result in an error of the client, not in an exception of .NET.</summary>
public class HostileTextTests
{
    private const string Half = "\\ud83d";

    [Theory]
    [InlineData("{\"a\":\"HALF\"}")]
    [InlineData("{\"HALF\":\"x\",\"a\":\"x\"}")]
    [InlineData("{\"a\":\"x\",\"b\":[{\"c\":\"HALF\"}]}")]
    public void Unpaired_surrogate_in_structured_text_does_not_match(string answer)
    {
        var result = ResponseSchema.Parse("""{"type":"object","properties":{"a":{"type":"string"}}}""").Validate(answer.Replace("HALF", Half));
        Assert.Null(result.Value);
        Assert.Contains("surrogate", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unpaired_surrogate_in_a_structured_completion_is_SchemaMismatch()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendJson(Chunk.Complete("{\"a\":\"" + Half + "\"}")));
        using var client = server.Connect();
        using var call = client.CreateChatCall(TestClient.CreateRequest(), ResponseSchema.Parse("""{"type":"object"}"""), 1, TestClient.NoRetry, default);
        var failure = await Assert.ThrowsAsync<QubridApiException>(call.CompleteAsync);
        Assert.Equal(QubridErrorKind.SchemaMismatch, failure.Kind);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("model")]
    [InlineData("x")]
    [InlineData("HALF")]
    [InlineData("usage\":{\"HALF")]
    [InlineData("choices\":[{\"finish_reason")]
    [InlineData("choices\":[{\"HALF")]
    [InlineData("choices\":[{\"message\":{\"role")]
    [InlineData("choices\":[{\"message\":{\"content")]
    [InlineData("choices\":[{\"message\":{\"HALF")]
    [InlineData("choices\":[{\"message\":{\"tool_calls\":[{\"id")]
    [InlineData("choices\":[{\"message\":{\"tool_calls\":[{\"function\":{\"name")]
    [InlineData("choices\":[{\"message\":{\"tool_calls\":[{\"function\":{\"arguments")]
    [InlineData("choices\":[{\"message\":{\"tool_calls\":[{\"function\":{\"arguments\":{\"HALF")]
    [InlineData("error\":{\"message")]
    [InlineData("error\":{\"HALF")]
    [InlineData("data\":[{\"id")]
    public async Task Unpaired_surrogate_anywhere_is_a_completion_or_a_QubridApiException(string field)
    {
        var open = "{\"" + field.Replace("HALF", Half) + "\":\"" + Half + "\"";
        var closing = new Stack<char>();
        var isInString = false;
        for (var index = 0; index < open.Length; index++)
        {
            isInString ^= open[index] == '"';
            if (!isInString && open[index] is '{' or '[')
            {
                closing.Push(open[index] == '{' ? '}' : ']');
            }
        }

        await using var server = await TestServer.StartAsync(StubResponses.SendJson(open + string.Concat(closing)));
        using var client = server.Connect();
        foreach (var error in new[]
        {
            await Record.ExceptionAsync(() => client.CompleteAsync()),
            await Record.ExceptionAsync(() => client.ReadUpdatesAsync([])),
            await Record.ExceptionAsync(() => client.GetModelsAsync(TestClient.NoRetry, default)),
        })
        {
            Assert.True(error is null or QubridApiException, error?.ToString());
        }
    }

    [Fact]
    public async Task Unpaired_surrogate_in_a_message_is_sent_as_a_replacement_character()
    {
        var request = new ChatRequest
        {
            Model = "m",
            Messages = [new ChatMessage { Content = "a\ud83d" }, new ChatMessage { Role = "assistant", ToolCalls = [new ToolCall { Id = "\ude00", Name = "f\ud83d", Arguments = "{\"a\":\"\ud83d\"}" }] }],
        };
        var received = await ReceivedRequest.CaptureAsync(request);
        Assert.Contains("a\uFFFD", JsonDocument.Parse(received.Body).RootElement.GetProperty("messages")[0].GetProperty("content").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"enum":["HALF"]}""")]
    [InlineData("""{"properties":{"HALF":{}}}""")]
    [InlineData("""{"pattern":"HALF"}""")]
    [InlineData("""{"description":"HALF"}""")]
    [InlineData("""{"pattern":"("}""")]
    [InlineData("""{"format":"date","pattern":"("}""")]
    [InlineData("""{"patternProperties":{"(":{}}}""")]
    public void Schema_with_invalid_text_is_rejected(string schema) =>
        Assert.Throws<FormatException>(() => ResponseSchema.Parse(schema.Replace("HALF", Half)));

    [Theory]
    [InlineData("""{"properties":{"a":{"type":"string","pattern":"^(a+)+$"}}}""")]
    [InlineData("""{"properties":{"a":{"format":"hostname","pattern":"^(a+)+$"}}}""")]
    [InlineData("""{"properties":{"a":{"format":"x","allOf":[{"type":"string"}],"pattern":"^(a+)+$"}}}""")]
    [InlineData("""{"patternProperties":{"^(a+)+$":{"type":"string"}}}""")]
    [InlineData("""{"properties":{"b":{"patternProperties":{"^(a+)+$":{"type":"string"}}}}}""")]
    public void Slow_pattern_does_not_match_after_its_time_limit(string schema)
    {
        var name = new string('a', 60) + "!";
        var result = ResponseSchema.Parse(schema).Validate($"{{\"a\":\"{name}\",\"{name}\":\"x\",\"b\":{{\"{name}\":\"x\"}}}}");
        Assert.Null(result.Value);
        Assert.Contains("takes longer than 1 s", result.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"string","pattern":"^a+$"}""", "\"aaa\"", true)]
    [InlineData("""{"type":"string","pattern":"^a+$"}""", "\"aab\"", false)]
    [InlineData("""{"type":"string","format":"date","pattern":"^2"}""", "\"2026-01-01\"", true)]
    [InlineData("""{"type":"string","format":"date","pattern":"^2"}""", "\"1926-01-01\"", false)]
    [InlineData("""{"type":"string","format":"date","pattern":"^2"}""", "\"2x\"", false)]
    [InlineData("""{"type":"string","format":"date","pattern":"^2","allOf":[{"maxLength":10}]}""", "\"1926-01-01\"", false)]
    [InlineData("""{"type":"string","format":"date","pattern":"^2","allOf":[{"maxLength":10}]}""", "\"2026-01-01\"", true)]
    [InlineData("""{"not":{"pattern":"^a"}}""", "\"abc\"", false)]
    [InlineData("""{"not":{"pattern":"^a"}}""", "\"bc\"", true)]
    [InlineData("""{"anyOf":[{"type":"string","pattern":"^a"},{"type":"string","pattern":"^b"}]}""", "\"bc\"", true)]
    [InlineData("""{"anyOf":[{"type":"string","pattern":"^a"},{"type":"string","pattern":"^b"}]}""", "\"c\"", false)]
    [InlineData("""{"pattern":"^a"}""", "5", true)]
    [InlineData("""{"type":["string","null"],"pattern":"^a"}""", "null", true)]
    [InlineData("""{"type":"object","properties":{"pattern":{"type":"string"}},"required":["pattern"]}""", """{"pattern":"("}""", true)]
    [InlineData("""{"enum":[{"pattern":"("}]}""", """{"pattern":"("}""", true)]
    [InlineData("""{"type":"object","patternProperties":{"^a":{"type":"integer"}},"additionalProperties":false}""", """{"ab":1}""", true)]
    [InlineData("""{"type":"object","patternProperties":{"^a":{"type":"integer"}},"additionalProperties":false}""", """{"b":1}""", false)]
    public void Pattern_is_validated(string schema, string value, bool fits)
    {
        var result = ResponseSchema.Parse(schema).Validate(value);
        Assert.True(fits == result.Value.HasValue, result.ToString());
    }

    [Fact]
    public async Task Journal_miss_describes_texts_that_differ_within_a_surrogate_pair()
    {
        using var folder = new Journal.JournalFolder();
        static ChatRequest Create(string text) => new() { Model = "m", Messages = [new ChatMessage { Content = text }] };
        await using var server = await TestServer.StartAsync(StubResponses.SendStream(Sse.TextStream("Hello")));
        using (var recording = Connect(JournalMode.Record))
        {
            await recording.CompleteAsync(request: Create(new string('x', 31) + string.Concat(Enumerable.Repeat("\U0001F600", 40))));
        }

        using var replaying = Connect(JournalMode.Replay);
        for (var length = 20; length < 50; length++)
        {
            var failure = await replaying.ExpectFailureAsync(request: Create(new string('x', length) + string.Concat(Enumerable.Repeat("\U0001F600", 41)) + "\ud83d"));
            Assert.Equal(QubridErrorKind.JournalMiss, failure.Kind);
        }

        QubridClient Connect(JournalMode mode) => new(TestClient.Options(server.BaseUri), RequestJournal.Open(folder.File), mode);
    }
}
