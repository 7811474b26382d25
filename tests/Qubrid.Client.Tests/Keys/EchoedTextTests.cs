namespace Qubrid.Client.Tests.Keys;

/// <summary>A service that puts the key into the text of its answer, in whatever pieces.</summary>
public class EchoedTextTests
{
    private const string Mark = "[key removed]";

    public static TheoryData<int> Cuts { get; } = new(Enumerable.Range(0, Ask.Key.Length + 1));

    [Theory]
    [MemberData(nameof(Cuts))]
    public Task Cut_in_two(int at) => ReadsAsync($"is {(at < 4 ? Ask.Key[..at] : "")}{Mark} so", "i", "s " + Ask.Key[..at], Ask.Key[at..] + " so");

    [Fact]
    public Task A_character_at_a_time() => ReadsAsync($"s{Ask.Key[..3]}{Mark}k", [.. $"s{Ask.Key}k".Select(character => character.ToString())]);

    [Fact]
    public Task Twice_in_one_piece_and_begun_again() => ReadsAsync($"{Mark}{Mark} {Mark}", Ask.Key + Ask.Key + " " + Ask.Key[..9], Ask.Key[9..]);

    [Fact]
    public Task Begun_anew_in_its_own_beginning() => ReadsAsync("sk-test-0s" + Mark, "sk-test-0s", Ask.Key);

    [Fact]
    public Task What_only_begins_as_it_does_is_text() => ReadsAsync("sk-test-012 or s", "sk-te", "st-012", " or s");

    [Fact]
    public Task Escaped() => ReadsAsync(Mark + "!", $"\\u0073{Ask.Key[1..]}!");

    /// <summary>A word that ends as the key begins is not torn up; what of it was shown stays.</summary>
    [Fact]
    public async Task Text_that_cannot_begin_it_comes_at_once()
    {
        var updates = await UpdatesAsync(Chunk.Text("yes"), Chunk.Text(" sk-"), Chunk.Text("ill, sk-te"), Chunk.Text("ll"), Chunk.Text("s"), Chunk.Stop());
        Assert.Equal(["yes", " sk-", "ill, ", "sk-tell", "s", null], updates.Select(update => update.Text));
    }

    [Fact]
    public async Task Each_choice_for_itself()
    {
        var (start, end) = (Ask.Key[..5], Ask.Key[5..]);
        var updates = await UpdatesAsync(
            Chunk.Text(start), Chunk.Text("x" + start, 1), Chunk.Text(end, 1), Chunk.Text(end), Chunk.Stop(), Chunk.Stop(index: 1));
        var completion = updates[^1].Completion!;
        Assert.Equal([Mark, "x" + Mark], completion.Choices.Select(choice => choice.Message.Content));
        Assert.Equal(Mark, string.Concat(updates.Where(update => update.Index == 0)));
    }

    [Fact]
    public async Task In_the_thoughts()
    {
        var updates = await UpdatesAsync(
            Chunk.Delta($"\"reasoning_content\":\"a {Ask.Key[..7]}\""), Chunk.Delta($"\"reasoning_content\":\"{Ask.Key[7..]} b\""), Chunk.Text("x"), Chunk.Stop());
        Assert.Equal($"a {Mark} b", updates[^1].Completion!.Reasoning);
        Assert.Equal($"a {Mark} b", string.Concat(updates.Select(update => update.Reasoning)));
    }

    /// <summary>The mark can make the text as long as it was before the piece that ended the key.</summary>
    [Fact]
    public async Task In_thoughts_that_come_under_two_names()
    {
        var (start, end) = (Ask.Key[..Mark.Length], Ask.Key[Mark.Length..]);
        var updates = await UpdatesAsync(Thought(start), Thought(end), Chunk.Stop());
        Assert.Equal(Mark, updates[^1].Completion!.Reasoning);

        static string Thought(string text) => Chunk.Delta($"\"reasoning_content\":\"{text}\",\"reasoning\":\"{text}\"");
    }

    [Fact]
    public async Task What_is_held_back_is_given_before_a_failure()
    {
        await using var server = await WireServer.StartAsync(Answers.BreakAfter(Sse.Events(Chunk.Text("a"), Chunk.Text(" sk-te"))));
        using var client = server.Connect();
        var updates = new List<ChatUpdate>();
        var failure = await Assert.ThrowsAsync<QubridApiException>(() => client.StreamAsync(updates));
        Assert.Equal("a sk-te", failure.PartialCompletion!.Text);
        Assert.Equal("a sk-te", string.Concat(updates));
    }

    [Fact]
    public async Task A_key_too_short_to_be_one_is_left_alone()
    {
        await using var server = await WireServer.StartAsync(Answers.Stream(Sse.Stream(Chunk.Text("a te"), Chunk.Text("st"), Chunk.Stop())));
        using var client = Ask.Connect(server.BaseUri, "test");
        var updates = new List<ChatUpdate>();
        await client.StreamAsync(updates);
        Assert.Equal(["a te", "st", null], updates.Select(update => update.Text));
    }

    // The pieces stand in JSON as they are.
    private static async Task ReadsAsync(string text, params string[] pieces)
    {
        string[] chunks = [.. pieces.Select(piece => Chunk.Delta($"\"content\":\"{piece}\"")), Chunk.Stop()];
        var updates = await UpdatesAsync(chunks);
        Assert.Equal(text, updates[^1].Completion!.Text);
        Assert.Equal(text, string.Concat(updates));
        Assert.Equal(text, updates[^1].Completion!.Messages[^1].Content);
        Assert.DoesNotContain(updates, update => update is { IsLast: false, Text: null or "" });
    }

    private static async Task<List<ChatUpdate>> UpdatesAsync(params string[] chunks)
    {
        await using var server = await WireServer.StartAsync(Answers.Stream(Sse.Stream(chunks)));
        using var client = server.Connect();
        var updates = new List<ChatUpdate>();
        await client.StreamAsync(updates);
        return updates;
    }
}
