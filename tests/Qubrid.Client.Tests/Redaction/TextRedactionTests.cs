namespace Qubrid.Client.Tests.Redaction;

/// <summary>Tests redaction of a key that the service returns in the text, split in any way.</summary>
public class TextRedactionTests
{
    private const string Placeholder = "[key removed]";

    public static TheoryData<int> SplitPositions { get; } = new(Enumerable.Range(0, TestClient.ApiKey.Length + 1));

    [Theory]
    [MemberData(nameof(SplitPositions))]
    public Task Key_split_across_two_chunks_is_redacted(int position) => AssertTextAsync($"is {(position < 4 ? TestClient.ApiKey[..position] : "")}{Placeholder} so", "i", "s " + TestClient.ApiKey[..position], TestClient.ApiKey[position..] + " so");

    [Fact]
    public Task Key_streamed_one_character_at_a_time_is_redacted() => AssertTextAsync($"s{TestClient.ApiKey[..3]}{Placeholder}k", [.. $"s{TestClient.ApiKey}k".Select(character => character.ToString())]);

    [Fact]
    public Task Two_keys_in_one_chunk_and_a_partial_third_are_redacted() => AssertTextAsync($"{Placeholder}{Placeholder} {Placeholder}", TestClient.ApiKey + TestClient.ApiKey + " " + TestClient.ApiKey[..9], TestClient.ApiKey[9..]);

    [Fact]
    public Task Key_that_restarts_inside_its_own_prefix_is_redacted() => AssertTextAsync("sk-test-0s" + Placeholder, "sk-test-0s", TestClient.ApiKey);

    [Fact]
    public Task Text_that_only_starts_like_the_key_is_not_redacted() => AssertTextAsync("sk-test-012 or s", "sk-te", "st-012", " or s");

    [Fact]
    public Task Escaped_key_is_redacted() => AssertTextAsync(Placeholder + "!", $"\\u0073{TestClient.ApiKey[1..]}!");

    /// <summary>A word that starts like the key is not split, and emitted text does not change.</summary>
    [Fact]
    public async Task Text_that_cannot_start_the_key_is_emitted_immediately()
    {
        var updates = await ReadUpdatesAsync(Chunk.Text("yes"), Chunk.Text(" sk-"), Chunk.Text("ill, sk-te"), Chunk.Text("ll"), Chunk.Text("s"), Chunk.Stop());
        Assert.Equal(["yes", " sk-", "ill, ", "sk-tell", "s", null], updates.Select(update => update.Text));
    }

    /// <summary>A word that begins as the key does, but for its capital, is shown at once; the whole key in capitals is not.</summary>
    [Fact]
    public async Task Word_in_the_other_case_is_emitted_immediately()
    {
        var updates = await ReadUpdatesAsync(Chunk.Text("SK-T"), Chunk.Text(" and "), Chunk.Text(TestClient.ApiKey[..5].ToUpperInvariant()), Chunk.Text(TestClient.ApiKey[5..].ToUpperInvariant()), Chunk.Stop());
        Assert.Equal(["SK-T", " and ", "SK-TE", Placeholder, null], updates.Select(update => update.Text));
    }

    [Fact]
    public async Task Keys_are_redacted_separately_per_choice()
    {
        var (start, end) = (TestClient.ApiKey[..5], TestClient.ApiKey[5..]);
        var updates = await ReadUpdatesAsync(
            Chunk.Text(start), Chunk.Text("x" + start, 1), Chunk.Text(end, 1), Chunk.Text(end), Chunk.Stop(), Chunk.Stop(index: 1));
        var completion = updates[^1].Completion!;
        Assert.Equal([Placeholder, "x" + Placeholder], completion.Choices.Select(choice => choice.Message.Content));
        Assert.Equal(Placeholder, string.Concat(updates.Where(update => update.Index == 0)));
    }

    [Fact]
    public async Task Key_is_redacted_in_the_reasoning()
    {
        var updates = await ReadUpdatesAsync(
            Chunk.Delta($"\"reasoning_content\":\"a {TestClient.ApiKey[..7]}\""), Chunk.Delta($"\"reasoning_content\":\"{TestClient.ApiKey[7..]} b\""), Chunk.Text("x"), Chunk.Stop());
        Assert.Equal($"a {Placeholder} b", updates[^1].Completion!.Reasoning);
        Assert.Equal($"a {Placeholder} b", string.Concat(updates.Select(update => update.Reasoning)));
    }

    /// <summary>The placeholder can make the text as long as it was before the chunk that completed the key.</summary>
    [Fact]
    public async Task Key_is_redacted_in_reasoning_with_two_property_names()
    {
        var (start, end) = (TestClient.ApiKey[..Placeholder.Length], TestClient.ApiKey[Placeholder.Length..]);
        var updates = await ReadUpdatesAsync(ReasoningChunk(start), ReasoningChunk(end), Chunk.Stop());
        Assert.Equal(Placeholder, updates[^1].Completion!.Reasoning);

        static string ReasoningChunk(string text) => Chunk.Delta($"\"reasoning_content\":\"{text}\",\"reasoning\":\"{text}\"");
    }

    [Fact]
    public async Task Held_back_text_is_emitted_before_a_failure()
    {
        await using var server = await TestServer.StartAsync(StubResponses.BreakAfter(Sse.CreateEvents(Chunk.Text("a"), Chunk.Text(" sk-te"))));
        using var client = server.Connect();
        var updates = new List<ChatUpdate>();
        var failure = await Assert.ThrowsAsync<QubridApiException>(() => client.ReadUpdatesAsync(updates));
        Assert.Equal("a sk-te", failure.PartialCompletion!.Text);
        Assert.Equal("a sk-te", string.Concat(updates));
    }

    [Fact]
    public async Task Key_below_the_minimum_length_is_not_redacted()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStream(Sse.CreateStream(Chunk.Text("a te"), Chunk.Text("st"), Chunk.Stop())));
        using var client = TestClient.Connect(server.BaseUri, "test");
        var updates = new List<ChatUpdate>();
        await client.ReadUpdatesAsync(updates);
        Assert.Equal(["a te", "st", null], updates.Select(update => update.Text));
    }

    // The chunks need no JSON escapes.
    private static async Task AssertTextAsync(string text, params string[] texts)
    {
        string[] chunks = [.. texts.Select(text => Chunk.Delta($"\"content\":\"{text}\"")), Chunk.Stop()];
        var updates = await ReadUpdatesAsync(chunks);
        Assert.Equal(text, updates[^1].Completion!.Text);
        Assert.Equal(text, string.Concat(updates));
        Assert.Equal(text, updates[^1].Completion!.Messages[^1].Content);
        Assert.DoesNotContain(updates, update => update is { IsLast: false, Text: null or "" });
    }

    private static async Task<List<ChatUpdate>> ReadUpdatesAsync(params string[] chunks)
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStream(Sse.CreateStream(chunks)));
        using var client = server.Connect();
        var updates = new List<ChatUpdate>();
        await client.ReadUpdatesAsync(updates);
        return updates;
    }
}
