using Qubrid.Client.Tests.Shapes;

namespace Qubrid.Client.Tests.Journal;

/// <summary>A client with a journal: what was recorded is replayed as it came.</summary>
public class ReplayTests
{
    public static TheoryData<string> Shapes => [.. WireShapes.SmallNames.Select(row => row.Data)];

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Every_answer_is_replayed_update_by_update(string name)
    {
        await using var server = await WireServer.StartAsync(Answers.Stream(System.Text.Encoding.UTF8.GetString(WireShapes.Find(name).Body)));
        using var folder = new JournalFolder();
        List<ChatUpdate> live = [];
        try
        {
            using var client = Connect(server.BaseUri, folder, JournalMode.Record);
            await client.StreamAsync(live);
        }
        catch (QubridApiException)
        {
            Assert.False(File.Exists(folder.File)); // what failed is no answer
            return;
        }

        using var replaying = Connect(new Uri("http://127.0.0.1:1/v1"), folder, JournalMode.Replay);
        List<ChatUpdate> again = [];
        await replaying.StreamAsync(again);
        Assert.Equal(live.Select(Told), again.Select(Told));
    }

    [Fact]
    public async Task What_was_had_whole_is_replayed_in_its_pieces()
    {
        await using var server = await WireServer.StartAsync(Answers.Stream(Sse.Say("Hel", "lo ", "😀!")));
        using var folder = new JournalFolder();
        using (var client = Connect(server.BaseUri, folder, JournalMode.Auto))
        {
            Assert.Equal("Hello 😀!", (await client.CompleteAsync()).Text);
        }

        using var replaying = Connect(server.BaseUri, folder, JournalMode.Auto);
        List<ChatUpdate> updates = [];
        await replaying.StreamAsync(updates);
        Assert.Equal(["Hel", "lo ", "😀!", null], updates.Select(update => update.Text));
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task An_attempt_that_broke_leaves_no_pieces()
    {
        await using var server = await WireServer.StartAsync(Answers.BreakAfter(Sse.Events(Chunk.Text("broken "))), Answers.Stream(Sse.Say("whole")));
        using var folder = new JournalFolder();
        using (var client = Connect(server.BaseUri, folder, JournalMode.Record))
        {
            await client.CompleteAsync(Ask.Again());
        }

        using var replaying = Connect(server.BaseUri, folder, JournalMode.Replay);
        List<ChatUpdate> updates = [];
        await replaying.StreamAsync(updates);
        Assert.Equal(["whole", null], updates.Select(update => update.Text));
    }

    [Theory]
    [InlineData("[[0,99]]")]
    [InlineData("[[0,-1],[0,6]]")]
    [InlineData("[[7,5]]")]
    [InlineData("[[0,2]]")]
    [InlineData("[[0],\"x\",[]]")]
    [InlineData("7")]
    public async Task Cuts_that_do_not_fit_give_the_answer_in_one_piece(string cuts)
    {
        await using var server = await WireServer.StartAsync(Answers.Stream(Sse.Say("He", "llo")));
        using var folder = new JournalFolder();
        using (var client = Connect(server.BaseUri, folder, JournalMode.Record))
        {
            await client.CompleteAsync();
        }

        var line = await File.ReadAllTextAsync(folder.File);
        Assert.Contains("[[0,2],[0,3]]", line, StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder.File, line.Replace("[[0,2],[0,3]]", cuts, StringComparison.Ordinal));
        using var replaying = Connect(server.BaseUri, folder, JournalMode.Replay);
        List<ChatUpdate> updates = [];
        await replaying.StreamAsync(updates);
        Assert.Equal(["Hello", null], updates.Select(update => update.Text));
    }

    [Fact]
    public async Task The_same_exchange_makes_the_same_sorted_line()
    {
        await using var server = await WireServer.StartAsync(Answers.Stream(Sse.Say("yes")));
        using var one = new JournalFolder();
        using var other = new JournalFolder();
        foreach (var folder in new[] { one, other })
        {
            using var client = Connect(server.BaseUri, folder, JournalMode.Record);
            await client.CompleteAsync();
        }

        var line = await File.ReadAllTextAsync(one.File);
        Assert.Equal(line, await File.ReadAllTextAsync(other.File));
        AssertSorted(System.Text.Json.JsonDocument.Parse(line).RootElement);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_kept_is_not_lost()
    {
        await using var server = await WireServer.StartAsync(Answers.Stream(Sse.Say("yes")));
        using var folder = new JournalFolder();
        using var client = Connect(server.BaseUri, folder, JournalMode.Record);
        Directory.CreateDirectory(folder.File); // a folder cannot be appended to
        var failure = await client.FailAsync();
        Assert.Equal(QubridErrorKind.JournalUnusable, failure.Kind);
        Assert.Equal("yes", failure.PartialCompletion!.Text);
        List<ChatUpdate> updates = [];
        failure = await Assert.ThrowsAsync<QubridApiException>(() => client.StreamAsync(updates));
        Assert.Equal(QubridErrorKind.JournalUnusable, failure.Kind);
        Assert.Equal("yes", Assert.Single(updates).Text);
    }

    /// <summary>The key that a service echoes is struck out before: else the cuts would not be those of the text.</summary>
    [Fact]
    public async Task What_was_struck_out_is_replayed_in_its_pieces()
    {
        await using var server = await WireServer.StartAsync(Answers.Stream(Sse.Say("is ", Ask.Key[..8], Ask.Key[8..] + "?", " No.")));
        using var folder = new JournalFolder();
        using (var client = Connect(server.BaseUri, folder, JournalMode.Record))
        {
            await client.CompleteAsync();
        }

        using var replaying = Connect(server.BaseUri, folder, JournalMode.Replay);
        List<ChatUpdate> updates = [];
        await replaying.StreamAsync(updates);
        Assert.Equal(["is ", "[key removed]?", " No.", null], updates.Select(update => update.Text));
    }

    [Theory]
    [InlineData("sk-plain-0123456789")]
    [InlineData("sk-\"quoted\\\"-0123456789")]
    public async Task A_key_in_a_prompt_is_not_in_the_file_however_json_writes_it(string key)
    {
        await using var server = await WireServer.StartAsync(Answers.Stream(Sse.Say("yes")));
        using var folder = new JournalFolder();
        using (var client = Connect(server.BaseUri, folder, JournalMode.Record, key))
        {
            await client.CompleteAsync(request: new ChatRequest { Model = "m", Messages = [new ChatMessage { Content = $"is {key} mine?" }] });
        }

        var line = await File.ReadAllTextAsync(folder.File);
        Assert.Contains("[key removed] mine?", line, StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789", line, StringComparison.Ordinal);
    }

    private static QubridClient Connect(Uri baseUri, JournalFolder folder, JournalMode mode, string key = Ask.Key) => new(new QubridClientOptions
    {
        BaseUri = baseUri,
        ApiKey = new System.Net.NetworkCredential("", key).SecurePassword,
        Journal = RequestJournal.Open(folder.File),
        JournalMode = mode,
    });

    // Half a character is what no file of UTF-8 can hold: there it is U+FFFD.
    private static string Told(ChatUpdate update) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(
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
