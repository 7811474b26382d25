using System.Text.Json;
using Qubrid.Client.Tests.Journal;

namespace Qubrid.Client.Tests.Redaction;

/// <summary>Tests that the key of the client, which a tool result or an error record can contain, is neither sent nor recorded.</summary>
public class RequestRedactionTests
{
    private const string Key = TestClient.ApiKey;

    public static TheoryData<string> Forms { get; } = [.. KeyForms.All.Keys];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Key_in_any_field_is_not_sent_and_not_in_the_completion(string form)
    {
        var key = KeyForms.All[form];
        var request = CreateRequest(key);
        var received = await ReceivedRequest.CaptureAsync(request);
        LeakDetector.AssertNoLeak(received.Text, JsonDocument.Parse(received.Body).RootElement.ToString());
        Assert.Equal(9, received.Text.Split("[key removed]").Length - 1);
    }

    [Fact]
    public async Task Request_with_the_key_is_recorded_without_it_and_found_again()
    {
        using var folder = new JournalFolder();
        await using var server = await TestServer.StartAsync(StubResponses.SendStream(Sse.TextStream("Hello")));
        using (var client = Connect(server.BaseUri, folder.File, JournalMode.Record))
        {
            var completion = await client.CompleteAsync(request: CreateRequest(Key));
            LeakDetector.AssertNoLeak(completion);
            client.Record(RequestJournal.Open(folder.File + ".checkpoint"), CreateRequest(Key), completion);
            LeakDetector.AssertNoLeak(await File.ReadAllTextAsync(folder.File), await File.ReadAllTextAsync(folder.File + ".checkpoint"));
            Assert.NotNull(client.TryTakeNext(RequestJournal.Open(folder.File + ".checkpoint"), CreateRequest(Key)));
            Assert.NotNull(client.TryTakeNext(RequestJournal.Open(folder.File + ".checkpoint"), client.GetSentRequest(CreateRequest(Key), redactor: null)));
        }

        using var replaying = Connect(new Uri("http://127.0.0.1:9/v1"), folder.File, JournalMode.Replay);
        Assert.Equal("Hello", (await replaying.CompleteAsync(request: CreateRequest(Key))).Text);
    }

    [Fact]
    public async Task Key_of_digits_in_a_JSON_number_is_redacted_and_the_line_remains_JSON()
    {
        const string key = "1234567890123";
        using var folder = new JournalFolder();
        await using var server = await TestServer.StartAsync(StubResponses.SendJson($"{{\"x\":{key},\"y\":{{\"{key}\":1}},\"choices\":[{{\"message\":{{\"content\":\"{key}\"}},\"finish_reason\":\"stop\"}}]}}"));
        using (var client = Connect(server.BaseUri, folder.File, JournalMode.Record, key))
        {
            await client.CompleteAsync(request: new ChatRequest { Model = "m", AdditionalProperties = new Dictionary<string, JsonElement> { ["n"] = JsonDocument.Parse("[" + key + "]").RootElement } });
        }

        var line = await File.ReadAllTextAsync(folder.File);
        Assert.DoesNotContain(key, line, StringComparison.Ordinal);
        JsonDocument.Parse(line);
    }

    [Fact]
    public void Request_without_the_key_is_the_same_object()
    {
        using var client = TestClient.Connect(new Uri("https://example.com/v1"));
        var request = CreateRequest("another text");
        Assert.Same(request, client.GetSentRequest(request, redactor: null));
    }

    [Fact]
    public void Search_for_the_key_does_not_copy_the_request()
    {
        using var client = TestClient.Connect(new Uri("https://example.com/v1"));
        var text = string.Concat(Enumerable.Range(0, 5_000).Select(index => $"{{\"Name\":\"svchost{index}\",\"WS(M)\":{index},\"Path\":\"C:\\\\Windows\\\\System32\\\\svchost.exe\"}},\n"));
        var request = new ChatRequest { Model = "m", Messages = [new ChatMessage { Content = text }, new ChatMessage { Content = "x", Images = ["data:image/png;base64," + Convert.ToBase64String(new byte[750_000])] }] };
        client.GetSentRequest(request, redactor: null); // compiles the code before it is measured
        var before = GC.GetAllocatedBytesForCurrentThread();
        client.GetSentRequest(request, redactor: null);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, text.Length / 10);
    }

    [Fact]
    public void Settings_of_a_request_with_the_key_are_kept()
    {
        using var client = TestClient.Connect(new Uri("https://example.com/v1"));
        var request = new ChatRequest
        {
            Model = "m", MaxTokens = 1, Temperature = 0.5, TopP = 0.25, PresencePenalty = 1, FrequencyPenalty = 2, Seed = 3, ReasoningEffort = "high",
            ToolChoice = "none", Stream = false, Messages = [new ChatMessage { Content = Key }],
        };
        var sent = client.GetSentRequest(request, redactor: null);
        Assert.DoesNotContain(Key, sent.Messages[0].Content, StringComparison.Ordinal);
        Assert.All(
            typeof(ChatRequest).GetProperties().Where(property => property.Name != nameof(ChatRequest.Messages)),
            property => Assert.Equal(property.GetValue(request), property.GetValue(sent)));
    }

    private static ChatRequest CreateRequest(string key)
    {
        var json = JsonDocument.Parse(JsonSerializer.Serialize(new { a = new[] { $"x {key} y" } })).RootElement;
        return new ChatRequest
        {
            Model = "m" + key,
            Stop = [key],
            Tools = json,
            AdditionalProperties = new Dictionary<string, JsonElement> { ["user"] = json },
            Messages =
            [
                new ChatMessage { Content = $"The key is {key}." },
                new ChatMessage { Content = "See", Images = [$"https://example.com/{key}"] },
                new ChatMessage { Role = "assistant", ToolCalls = [new ToolCall { Id = "1", Name = "f" + key, Arguments = JsonSerializer.Serialize(new { a = key }) }] },
                new ChatMessage { Role = "tool", ToolCallId = "1", Content = key },
            ],
        };
    }

    private static QubridClient Connect(Uri baseUri, string journal, JournalMode mode, string key = Key) =>
        new(TestClient.Options(baseUri, key), RequestJournal.Open(journal), mode);
}
