using System.Text.Json.Nodes;

namespace Qubrid.Client.Tests.Journal;

/// <summary>Tests that lines that were changed after they were recorded are not replayed. Each row of the table is one change.</summary>
public class ChangedJournalTests
{
    private const string Text = "yes";

    public static TheoryData<string, string> Changes => new()
    {
        { "$.hash", "5" },
        { "$.hash", "null" },
        { "$.hash", "\"0000\"" },
        { "$.hash", "\"\\ud800\"" },
        { "$.request", "{}" },
        { "$.request", "[]" },
        { "$.request", "null" },
        { "$.request.model", "\"other\"" },
        { "$.request.messages[0].content", "\"other\"" },
        { "$.request.messages[0].role", "\"system\"" },
        { "$.request_id", "5" },
        { "$.request_id", "{}" },
        { "$.response", "5" },
        { "$.response", "null" },
        { "$.response", "{}" },
        { "$.response", "[]" },
        { "$.response", "{\"error\":{\"message\":\"no\"}}" },
        { "$.response.id", "[1]" },
        { "$.response.model", "{}" },
        { "$.response.created", "\"soon\"" },
        { "$.response.usage", "7" },
        { "$.response.usage", "{\"total_tokens\":\"many\"}" },
        { "$.response.x_metrics", "[]" },
        { "$.response.choices", "{}" },
        { "$.response.choices", "[]" },
        { "$.response.choices", "[null]" },
        { "$.response.choices", "[{}]" },
        { "$.response.choices", "[[]]" },
        { "$.response.choices[0].index", "\"0\"" },
        { "$.response.choices[0].index", "1e30" },
        { "$.response.choices[0].finish_reason", "1" },
        { "$.response.choices[0].message", "null" },
        { "$.response.choices[0].message", "{}" },
        { "$.response.choices[0].message", "\"yes\"" },
        { "$.response.choices[0].message.role", "1" },
        { "$.response.choices[0].message.content", "1" },
        { "$.response.choices[0].message.content", "null" },
        { "$.response.choices[0].message.content", "[\"yes\"]" },
        { "$.response.choices[0].message.content", "{\"text\":\"yes\"}" },
        { "$.response.choices[0].message.content", "\"\\udc00\"" },
        { "$.response.choices[0].message.tool_calls", "\"f\"" },
        { "$.response.choices[0].message.tool_calls", "[1]" },
        { "$.response.choices[0].message.tool_calls", "[{\"function\":[]}]" },
        { "$.response.choices[0].message.tool_calls", "[{\"function\":{\"name\":1}}]" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Changed_line_is_not_replayed_and_counts_as_damaged(string path, string value)
    {
        using var folder = new JournalFolder();
        await using var server = await RecordAsync(folder);
        await File.WriteAllTextAsync(folder.File, Change(await File.ReadAllTextAsync(folder.File), path, value) + "\n");

        var journal = RequestJournal.Open(folder.File);
        Assert.Equal((0, 1), (journal.Count, journal.DamagedCount));
        Assert.Null(journal.TryTakeNext(TestClient.CreateRequest()));
        using var client = Connect(server, journal, JournalMode.Replay);
        Assert.Equal(QubridErrorKind.JournalMiss, (await client.ExpectFailureAsync()).Kind);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Line_changed_after_the_journal_was_opened_is_not_replayed(string path, string value)
    {
        using var folder = new JournalFolder();
        await using var server = await RecordAsync(folder);
        var line = await File.ReadAllTextAsync(folder.File);
        var journal = RequestJournal.Open(folder.File);
        var changed = Change(line, path, value);
        await File.WriteAllTextAsync(folder.File, changed.Length < line.Length ? changed.PadRight(line.Length - 1) + "\n" : changed[..(line.Length - 1)] + "\n");

        using var client = Connect(server, journal, JournalMode.Replay);
        Assert.Equal(QubridErrorKind.JournalMiss, (await client.ExpectFailureAsync()).Kind);
        Assert.Equal(QubridErrorKind.JournalMiss, (await client.ExpectFailureAsync()).Kind);
    }

    [Fact]
    public async Task Damaged_line_does_not_hide_a_valid_one()
    {
        using var folder = new JournalFolder();
        await using var server = await RecordAsync(folder);
        var line = await File.ReadAllTextAsync(folder.File);
        await File.WriteAllTextAsync(folder.File, Change(line, "$.response.choices", "[]") + "\n" + line);
        using var client = Connect(server, RequestJournal.Open(folder.File), JournalMode.Replay);
        Assert.Equal(Text, (await client.CompleteAsync()).Text);
    }

    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(100)]
    [InlineData(200)]
    public async Task Deep_field_of_a_response_is_replayed(int depth)
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);
        var body = $$$"""{"id":"c","object":"chat.completion","model":"m","deep":{{{deep}}},"choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"{{{Text}}}"}}]}""";
        using var folder = new JournalFolder();
        await using var server = await TestServer.StartAsync(StubResponses.SendStatus(200, body, "application/json"));
        using (var client = Connect(server, RequestJournal.Open(folder.File), JournalMode.Record))
        {
            await client.CompleteAsync();
        }

        using var replayClient = Connect(server, RequestJournal.Open(folder.File), JournalMode.Replay);
        Assert.Equal(Text, (await replayClient.CompleteAsync()).Text);
        Assert.Equal(1, server.Requests);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(200)]
    public async Task Deep_field_of_a_request_is_recorded_and_replayed(int depth)
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);
        using var document = System.Text.Json.JsonDocument.Parse(deep, new System.Text.Json.JsonDocumentOptions { MaxDepth = 300 });
        var request = new ChatRequest
        {
            Model = "m",
            Messages = [new ChatMessage { Content = "Hello" }],
            AdditionalProperties = new Dictionary<string, System.Text.Json.JsonElement> { ["deep"] = document.RootElement },
        };
        using var folder = new JournalFolder();
        await using var server = await TestServer.StartAsync(StubResponses.SendStream(Sse.TextStream(Text)));
        using (var client = Connect(server, RequestJournal.Open(folder.File), JournalMode.Record))
        {
            await client.CompleteAsync(request: request);
        }

        using var replayClient = Connect(server, RequestJournal.Open(folder.File), JournalMode.Replay);
        Assert.Equal(Text, (await replayClient.CompleteAsync(request: request)).Text);
    }

    [Theory]
    [InlineData("sk-plain-0123456789")]
    [InlineData("sk-\"quoted\\\"-0123456789")]
    [InlineData("sk+plus/slash=0123456789")]
    public async Task Request_with_the_key_is_replayed_though_the_key_is_not_in_the_file(string key)
    {
        using var folder = new JournalFolder();
        await using var server = await TestServer.StartAsync(StubResponses.SendStream(Sse.TextStream(Text)));
        var request = new ChatRequest { Model = "m", Messages = [new ChatMessage { Content = $"is {key} mine?" }] };
        using (var client = Connect(server, RequestJournal.Open(folder.File), JournalMode.Record, key))
        {
            await client.CompleteAsync(request: request);
        }

        Assert.DoesNotContain("0123456789", await File.ReadAllTextAsync(folder.File), StringComparison.Ordinal);
        using var replayClient = Connect(server, RequestJournal.Open(folder.File), JournalMode.Replay, key);
        Assert.Equal(Text, (await replayClient.CompleteAsync(request: request)).Text);
        Assert.Equal(Text, replayClient.TryTakeNext(RequestJournal.Open(folder.File), request)!.Completion!.Text);
    }

    private static async Task<TestServer> RecordAsync(JournalFolder folder)
    {
        var server = await TestServer.StartAsync(StubResponses.SendStream(Sse.TextStream(Text)));
        using var client = Connect(server, RequestJournal.Open(folder.File), JournalMode.Record);
        await client.CompleteAsync();
        return server;
    }

    // Replaces text, because some of the values cannot be represented in a JSON document.
    private static string Change(string line, string path, string value)
    {
        const string marker = "a value that is replaced";
        var entry = JsonNode.Parse(line)!;
        var names = path[2..].Split('.');
        var parent = entry;
        foreach (var name in names[..^1])
        {
            parent = Step(parent, name);
        }

        parent[names[^1]] = marker;
        return entry.ToJsonString().Replace($"\"{marker}\"", value, StringComparison.Ordinal);
    }

    private static JsonNode Step(JsonNode parent, string name) =>
        name.EndsWith("[0]", StringComparison.Ordinal) ? parent[name[..^3]]![0]! : parent[name]!;

    private static QubridClient Connect(TestServer server, RequestJournal journal, JournalMode mode, string key = TestClient.ApiKey) =>
        new(TestClient.Options(server.BaseUri, key), journal, mode);
}
