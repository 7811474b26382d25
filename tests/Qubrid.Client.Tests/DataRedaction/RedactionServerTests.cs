using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Qubrid.Client.Tests.DataRedaction;

/// <summary>Tests the bodies that a server receives, and what becomes of its answers.</summary>
public class RedactionServerTests
{
    private const string Answer = "to [EMAIL_1] and [EMAIL_2], [EMAIL_9] [x] [SECRET_1].";
    private const string Restored = "to a@x.example and b@x.example, [EMAIL_9] [x] [SECRET_1].";

    private static readonly ChatRequest s_request = RedactionSupport.CreateRequest(("user", "Mail a@x.example or b@x.example, password=hunter2"));

    private string _body = "";

    /// <summary>The server returns the last message that it received, so the completion must equal what was sent.</summary>
    [Fact]
    public async Task Any_mixture_in_any_place_is_restored_and_no_value_is_in_the_body()
    {
        await using var server = await TestServer.StartAsync(EchoAsync);
        using var client = server.Connect();
        Prop.ForAll(RedactionPropertyTests.Mixtures, RedactionPropertyTests.Mixtures, Arb.From(Gen.Choose(0, 5)), (first, second, place) =>
        {
            var (marked, other) = (string.Concat(first), string.Concat(second));
            var text = RedactionPropertyTests.Unmark(marked);
            var request = CreateRequest(RedactionPropertyTests.Unmark(other), text, place);
            var completion = client.CompleteAsync(CreateOptions(RedactionSupport.AllRestored), request).GetAwaiter().GetResult();
            Assert.Equal(text, completion.Text);
            var sent = string.Join('\n', ReadStrings(JsonDocument.Parse(_body).RootElement));
            Assert.All(RedactionPropertyTests.GetValues(marked + other), value => Assert.DoesNotContain(value, sent));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20261125, 1).WithEndSize(12));
    }

    [Theory]
    [InlineData("Hello [EMAIL_1] \\u0041 \"x\" \u2028 <ä漢😀> 12:30 v1.2.3.4\r\n\t")]
    [InlineData("")]
    public async Task Text_without_values_is_sent_unchanged(string text)
    {
        await using var server = await TestServer.StartAsync(EchoAsync);
        using var client = server.Connect();
        foreach (var place in Enumerable.Range(0, 6))
        {
            await client.CompleteAsync(CreateOptions(null), CreateRequest(text, "Go " + text, place));
            var plain = _body;
            await client.CompleteAsync(CreateOptions(RedactionSupport.All), CreateRequest(text, "Go " + text, place));
            Assert.Equal(plain, _body);
        }
    }

    [Fact]
    public async Task Answer_divided_between_tokens_at_any_place_is_restored()
    {
        var cut = 0;
        await using var server = await TestServer.StartAsync(context =>
            context.SendEventsAsync(Sse.CreateStream(Chunk.Text(Answer[..cut]), Chunk.Text(Answer[cut..]), Chunk.Stop())));
        using var client = server.Connect();
        for (cut = 0; cut <= Answer.Length; cut++)
        {
            var updates = new List<ChatUpdate>();
            await client.ReadUpdatesAsync(updates, CreateOptions(RedactionSupport.All), s_request);
            Assert.Equal(Restored, string.Concat(updates.Select(update => update.Text)));
            Assert.Equal(Restored, updates[^1].Completion!.Text);
        }
    }

    [Fact]
    public async Task Stream_divided_at_any_byte_is_restored()
    {
        var bytes = Encoding.UTF8.GetBytes(Sse.CreateStream(Chunk.Text("to [EMA"), Chunk.Text("IL_1] ä漢 ["), Chunk.Text("EMAIL_2"), Chunk.Text("]"), Chunk.Stop()));
        var cut = 0;
        await using var server = await TestServer.StartAsync(async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.Body.WriteAsync(bytes.AsMemory(0, cut));
            await context.Response.Body.FlushAsync();
            await context.Response.Body.WriteAsync(bytes.AsMemory(cut));
        });
        using var client = server.Connect();
        for (cut = 0; cut <= bytes.Length; cut++)
        {
            var updates = new List<ChatUpdate>();
            await client.ReadUpdatesAsync(updates, CreateOptions(RedactionSupport.All), s_request);
            Assert.Equal("to a@x.example ä漢 b@x.example", string.Concat(updates.Select(update => update.Text)));
        }
    }

    private static CallOptions CreateOptions(Redactor? redactor) => new() { Redactor = redactor, MaximumRetryCount = 0, IdleTimeout = TestTimeouts.Long };

    private static ChatRequest CreateRequest(string other, string text, int place)
    {
        using var json = JsonDocument.Parse(JsonSerializer.Serialize(new Dictionary<string, string> { ["note"] = other, [other] = "1" }));
        var last = new ChatMessage { Role = "user", Content = text };
        return place switch
        {
            0 => Create(new ChatMessage { Role = "system", Content = other }, last),
            1 => Create(new ChatMessage { Role = "user", Content = other }, new ChatMessage { Role = "assistant", Content = other }, last),
            2 => Create(
                new ChatMessage { Role = "assistant", ToolCalls = [new ToolCall { Id = "1", Name = "f", Arguments = json.RootElement.GetRawText() }] },
                new ChatMessage { Role = "tool", ToolCallId = "1", Content = other },
                last),
            3 => Create(new ChatMessage { Role = "assistant", Refusal = other }, last),
            4 => new ChatRequest { Model = "m", Messages = [last], AdditionalProperties = new Dictionary<string, JsonElement> { ["extra"] = json.RootElement.Clone() } },
            _ => new ChatRequest { Model = "m", Messages = [last], Stop = [other] },
        };
    }

    private static ChatRequest Create(params ChatMessage[] messages) => new() { Model = "m", Messages = messages };

    private async Task EchoAsync(HttpContext context)
    {
        _body = await context.ReadBodyAsync();
        using var request = JsonDocument.Parse(_body);
        var messages = request.RootElement.GetProperty("messages");
        var text = messages[messages.GetArrayLength() - 1].GetProperty("content").GetString()!;
        var half = text.Length / 2 is > 0 and var middle && char.IsLowSurrogate(text[middle]) ? middle - 1 : text.Length / 2;
        await context.SendEventsAsync(Sse.CreateStream(Chunk.Text(text[..half]), Chunk.Text(text[half..]), Chunk.Stop()));
    }

    private static IEnumerable<string> ReadStrings(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => ReadStrings(property.Value).Prepend(property.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(ReadStrings),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };
}
