using Qubrid.Client.Tests.Gateways;

namespace Qubrid.Client.Tests.Journal;

/// <summary>Tests that a client with a journal replays recorded updates unchanged.</summary>
public class ReplayTests
{
    public static TheoryData<string> Responses => [.. GatewayResponses.SmallNames.Select(row => row.Data)];

    [Theory]
    [MemberData(nameof(Responses))]
    public async Task Every_response_is_replayed_update_by_update(string name)
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStream(System.Text.Encoding.UTF8.GetString(GatewayResponses.Find(name).Body)));
        using var folder = new JournalFolder();
        List<ChatUpdate> recorded = [];
        try
        {
            using var client = Connect(server.BaseUri, folder, JournalMode.Record);
            await client.ReadUpdatesAsync(recorded);
        }
        catch (QubridApiException)
        {
            Assert.False(File.Exists(folder.File)); // a failed call is not recorded
            return;
        }

        using var replayClient = Connect(new Uri("http://127.0.0.1:1/v1"), folder, JournalMode.Replay);
        List<ChatUpdate> replayed = [];
        await replayClient.ReadUpdatesAsync(replayed);
        Assert.Equal(recorded.Select(Describe), replayed.Select(Describe));
    }

    [Fact]
    public async Task Completion_read_at_once_is_replayed_with_its_original_updates()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStream(Sse.TextStream("Hel", "lo ", "😀!")));
        using var folder = new JournalFolder();
        using (var client = Connect(server.BaseUri, folder, JournalMode.Auto))
        {
            Assert.Equal("Hello 😀!", (await client.CompleteAsync()).Text);
        }

        using var replayClient = Connect(server.BaseUri, folder, JournalMode.Auto);
        List<ChatUpdate> updates = [];
        await replayClient.ReadUpdatesAsync(updates);
        Assert.Equal(["Hel", "lo ", "😀!", null], updates.Select(update => update.Text));
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task Failed_attempt_leaves_no_updates_in_the_recording()
    {
        await using var server = await TestServer.StartAsync(StubResponses.BreakAfter(Sse.CreateEvents(Chunk.Text("broken "))), StubResponses.SendStream(Sse.TextStream("whole")));
        using var folder = new JournalFolder();
        using (var client = Connect(server.BaseUri, folder, JournalMode.Record))
        {
            await client.CompleteAsync(TestClient.FastRetry());
        }

        using var replayClient = Connect(server.BaseUri, folder, JournalMode.Replay);
        List<ChatUpdate> updates = [];
        await replayClient.ReadUpdatesAsync(updates);
        Assert.Equal(["whole", null], updates.Select(update => update.Text));
    }

    [Theory]
    [InlineData("[[0,99]]")]
    [InlineData("[[0,-1],[0,6]]")]
    [InlineData("[[7,5]]")]
    [InlineData("[[0,2]]")]
    [InlineData("[[0],\"x\",[]]")]
    [InlineData("7")]
    public async Task Invalid_update_boundaries_replay_the_completion_as_one_update(string boundaries)
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStream(Sse.TextStream("He", "llo")));
        using var folder = new JournalFolder();
        using (var client = Connect(server.BaseUri, folder, JournalMode.Record))
        {
            await client.CompleteAsync();
        }

        var line = await File.ReadAllTextAsync(folder.File);
        Assert.Contains("[[0,2],[0,3]]", line, StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder.File, line.Replace("[[0,2],[0,3]]", boundaries, StringComparison.Ordinal));
        using var replayClient = Connect(server.BaseUri, folder, JournalMode.Replay);
        List<ChatUpdate> updates = [];
        await replayClient.ReadUpdatesAsync(updates);
        Assert.Equal(["Hello", null], updates.Select(update => update.Text));
    }

    [Fact]
    public async Task Same_request_and_response_write_the_same_sorted_line_except_for_the_time()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStream(Sse.TextStream("yes")));
        using var first = new JournalFolder();
        using var second = new JournalFolder();
        foreach (var folder in new[] { first, second })
        {
            using var client = Connect(server.BaseUri, folder, JournalMode.Record);
            await client.CompleteAsync();
        }

        var line = await File.ReadAllTextAsync(first.File);
        Assert.Equal(RemoveTime(line), RemoveTime(await File.ReadAllTextAsync(second.File)));
        AssertSorted(System.Text.Json.JsonDocument.Parse(line).RootElement);
    }

    private static string RemoveTime(string line)
    {
        var entry = System.Text.Json.Nodes.JsonNode.Parse(line)!.AsObject();
        Assert.True(entry.Remove("time"));
        return entry.ToJsonString();
    }

    [Fact]
    public async Task Completion_that_cannot_be_recorded_is_the_partial_completion()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStream(Sse.TextStream("yes")));
        using var folder = new JournalFolder();
        using var client = Connect(server.BaseUri, folder, JournalMode.Record);
        Directory.CreateDirectory(folder.File); // a directory, to which nothing can be appended
        var failure = await client.ExpectFailureAsync();
        Assert.Equal(QubridErrorKind.JournalUnusable, failure.Kind);
        Assert.Equal("yes", failure.PartialCompletion!.Text);
        List<ChatUpdate> updates = [];
        failure = await Assert.ThrowsAsync<QubridApiException>(() => client.ReadUpdatesAsync(updates));
        Assert.Equal(QubridErrorKind.JournalUnusable, failure.Kind);
        Assert.Equal("yes", Assert.Single(updates).Text);
    }

    /// <summary>An echoed key is redacted before recording; otherwise the update boundaries would not fit the text.</summary>
    [Fact]
    public async Task Redacted_text_is_replayed_with_its_original_updates()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStream(Sse.TextStream("is ", TestClient.ApiKey[..8], TestClient.ApiKey[8..] + "?", " No.")));
        using var folder = new JournalFolder();
        using (var client = Connect(server.BaseUri, folder, JournalMode.Record))
        {
            await client.CompleteAsync();
        }

        using var replayClient = Connect(server.BaseUri, folder, JournalMode.Replay);
        List<ChatUpdate> updates = [];
        await replayClient.ReadUpdatesAsync(updates);
        Assert.Equal(["is ", "[key removed]?", " No.", null], updates.Select(update => update.Text));
    }

    [Theory]
    [InlineData("sk-plain-0123456789")]
    [InlineData("sk-\"quoted\\\"-0123456789")]
    public async Task Key_in_a_prompt_is_not_written_in_any_JSON_escaping(string key)
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStream(Sse.TextStream("yes")));
        using var folder = new JournalFolder();
        using (var client = Connect(server.BaseUri, folder, JournalMode.Record, key))
        {
            await client.CompleteAsync(request: new ChatRequest { Model = "m", Messages = [new ChatMessage { Content = $"is {key} mine?" }] });
        }

        var line = await File.ReadAllTextAsync(folder.File);
        Assert.Contains("[key removed] mine?", line, StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789", line, StringComparison.Ordinal);
    }

    private static QubridClient Connect(Uri baseUri, JournalFolder folder, JournalMode mode, string key = TestClient.ApiKey) =>
        new(TestClient.Options(baseUri, key), RequestJournal.Open(folder.File), mode);

    // UTF-8 cannot represent an unpaired surrogate; it becomes U+FFFD.
    private static string Describe(ChatUpdate update) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(
        $"{update.Index} {update.Role} {update.Reasoning} | {update.Text} | {update.FinishReason} {update.Usage} {update.Completion?.Text}"));

    private static void AssertSorted(System.Text.Json.JsonElement value)
    {
        if (value.ValueKind == System.Text.Json.JsonValueKind.Object)
        {
            var names = value.EnumerateObject().Select(field => field.Name).ToList();
            Assert.Equal(names.Order(StringComparer.Ordinal), names);
            Assert.All(value.EnumerateObject(), field => AssertSorted(field.Value));
        }
        else if (value.ValueKind == System.Text.Json.JsonValueKind.Array)
        {
            Assert.All(value.EnumerateArray(), AssertSorted);
        }
    }
}
