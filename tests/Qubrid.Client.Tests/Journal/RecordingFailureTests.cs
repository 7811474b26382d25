namespace Qubrid.Client.Tests.Journal;

/// <summary>A journal that cannot be written, and a request that it does not contain.</summary>
public class RecordingFailureTests
{
    [Fact]
    public async Task Completion_that_cannot_be_recorded_is_the_partial_completion()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStatus(503), StubResponses.SendStream(Sse.TextStream("Hello")));
        using var client = ConnectToMissingFolder(server.BaseUri);
        AssertFailure(await client.ExpectFailureAsync(TestClient.FastRetry(1)));
    }

    [Fact]
    public async Task Streamed_completion_that_cannot_be_recorded_fails_before_the_final_update_and_again()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStatus(503), StubResponses.SendStream(Sse.TextStream("Hello")));
        using var client = ConnectToMissingFolder(server.BaseUri);
        using var call = client.CreateChatCall(TestClient.CreateRequest(), TestClient.FastRetry(1), default);
        Assert.True(await call.MoveNextAsync());
        Assert.Equal("Hello", call.Current!.Text);
        var failure = await Assert.ThrowsAsync<QubridApiException>(async () => await call.MoveNextAsync());
        AssertFailure(failure);
        Assert.Same(failure, await Assert.ThrowsAsync<QubridApiException>(async () => await call.MoveNextAsync()));
        Assert.Equal("Hello", call.Current!.Text);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(21)]
    [InlineData(50)]
    [InlineData(51)]
    public void Difference_with_emoji_is_quoted_at_any_position(int position)
    {
        using var folder = new JournalFolder();
        using var client = TestClient.Connect(new Uri("http://127.0.0.1:1/v1"));
        var recorded = new string('a', position) + string.Concat(Enumerable.Repeat("😀", 40));
        var completion = new ChatCompletion { Choices = [new ChatChoice { Message = new ChatMessage { Role = "assistant", Content = "Yes." }, FinishReason = "stop" }] };
        client.Record(RequestJournal.Open(folder.File), CreateRequest(recorded), completion);
        using var replay = new QubridClient(TestClient.Options(new Uri("http://127.0.0.1:1/v1")), RequestJournal.Open(folder.File), JournalMode.Replay);
        var failure = Assert.Throws<QubridApiException>(() => replay.CreateChatCall(CreateRequest(recorded + "!"), TestClient.NoRetry, default));
        Assert.Equal(QubridErrorKind.JournalMiss, failure.Kind);
        Assert.Contains(@"\uD83D\uDE00", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(@"\uFFFD", failure.Message, StringComparison.OrdinalIgnoreCase);
    }

    private static ChatRequest CreateRequest(string text) => new() { Model = "m", Messages = [new ChatMessage { Content = text }] };

    private static QubridClient ConnectToMissingFolder(Uri baseUri) =>
        new(TestClient.Options(baseUri), RequestJournal.Open(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString(), "journal.jsonl")));

    private static void AssertFailure(QubridApiException failure)
    {
        Assert.Equal(QubridErrorKind.JournalUnusable, failure.Kind);
        Assert.Equal("m", failure.Model);
        Assert.Equal(2, failure.Attempts);
        Assert.Equal("Hello", failure.PartialCompletion?.Text);
    }
}
