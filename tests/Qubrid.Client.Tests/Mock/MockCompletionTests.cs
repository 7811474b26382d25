namespace Qubrid.Client.Tests.Mock;

using MockServer = Qubrid.Mock.MockServer;

public class MockCompletionTests
{
    private static ChatRequest CreateRequest(string text, bool stream = true) =>
        new() { Model = "mock/echo", Messages = [new ChatMessage { Content = text }], Stream = stream };

    [Fact]
    public async Task Default_completion_quotes_the_first_line_of_the_prompt()
    {
        using var server = MockServer.Start();
        using var client = TestClient.Connect(server.BaseUri);
        var completion = await client.CompleteAsync(request: CreateRequest("Grüße, 漢字 😀\nmore"));
        Assert.Equal("Mock answer to: Grüße, 漢字 😀", completion.Text);
        Assert.Equal("stop", completion.FinishReason);
        Assert.Equal("mock/echo", completion.Model);
        Assert.Equal("mock-1", completion.RequestId);
    }

    [Fact]
    public async Task Same_prompt_returns_the_same_completion_streamed_or_not()
    {
        using var server = MockServer.Start();
        using var client = TestClient.Connect(server.BaseUri);
        var streamed = await client.CompleteAsync(request: CreateRequest("Why?"));
        var buffered = await client.CompleteAsync(request: CreateRequest("Why?", stream: false));
        Assert.Equal(streamed.Text, buffered.Text);
        Assert.Equal(streamed.Usage!.TotalTokens, buffered.Usage!.TotalTokens);
        Assert.Equal(streamed.Metrics!.TokensPerSecond, buffered.Metrics!.TokensPerSecond);
    }

    [Fact]
    public async Task Completion_is_streamed_word_by_word()
    {
        using var server = MockServer.Start(tokenDelay: TimeSpan.FromMilliseconds(1));
        using var client = TestClient.Connect(server.BaseUri);
        var updates = new List<ChatUpdate>();
        await client.ReadUpdatesAsync(updates, request: CreateRequest("one two"));
        Assert.Equal(["Mock", " answer", " to:", " one", " two", ""], updates.Select(update => update.ToString()));
        Assert.Equal("assistant", updates[0].Role);
    }

    [Fact]
    public async Task Usage_and_metrics_are_returned()
    {
        using var server = MockServer.Start(tokenDelay: TimeSpan.FromMilliseconds(2));
        using var client = TestClient.Connect(server.BaseUri);
        var completion = await client.CompleteAsync(request: CreateRequest("one two"));
        Assert.Equal((2L, 5L, 7L), (completion.Usage!.PromptTokens, completion.Usage.CompletionTokens, completion.Usage.TotalTokens));
        Assert.Equal(0.002, completion.Metrics!.TtftSeconds);
        Assert.Equal(500, completion.Metrics.TokensPerSecond);
        Assert.Equal(0.01, completion.Metrics.TotalTimeSeconds);
    }

    [Fact]
    public async Task Models_are_listed()
    {
        using var server = MockServer.Start();
        using var client = TestClient.Connect(server.BaseUri);
        Assert.Contains(await client.GetModelsAsync(TestClient.NoRetry, default), model => model is { Id: "mock/echo", OwnedBy: "mock" });
    }
}
