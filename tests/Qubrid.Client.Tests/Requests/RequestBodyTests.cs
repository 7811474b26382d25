using System.Text.Json;

namespace Qubrid.Client.Tests.Requests;

public class RequestBodyTests
{
    [Fact]
    public async Task Minimal_request_contains_model_messages_and_stream()
    {
        var received = await ReceivedRequest.CaptureAsync(TestClient.CreateRequest("openai/gpt-oss-120b"));
        Assert.Equal("""{"model":"openai/gpt-oss-120b","messages":[{"role":"user","content":"Hello"}],"stream":true}""", received.Text);
    }

    [Fact]
    public async Task Stream_is_sent_explicitly_when_false()
    {
        var received = await ReceivedRequest.CaptureAsync(TestClient.CreateRequest(stream: false));
        Assert.Equal("""{"model":"m","messages":[{"role":"user","content":"Hello"}],"stream":false}""", received.Text);
    }

    [Fact]
    public async Task Parameters_are_sent_with_their_JSON_names()
    {
        var received = await ReceivedRequest.CaptureAsync(new ChatRequest
        {
            Model = "m",
            Messages = [new ChatMessage { Role = "system", Content = "Be brief", Name = "boss" }, new ChatMessage { Content = "Hi" }],
            MaxTokens = 10,
            Temperature = 0.7,
            TopP = 1,
            Stop = ["END", "\n"],
            PresencePenalty = -0.5,
            FrequencyPenalty = 2,
            Seed = 9007199254740993,
            ReasoningEffort = "low",
        });
        Assert.Equal(
            """
            {"model":"m","messages":[{"role":"system","content":"Be brief","name":"boss"},{"role":"user","content":"Hi"}],
            "max_tokens":10,"temperature":0.7,"top_p":1,"stop":["END","\n"],"presence_penalty":-0.5,"frequency_penalty":2,
            "seed":9007199254740993,"reasoning_effort":"low","stream":true}
            """.ReplaceLineEndings(""),
            received.Text);
    }

    [Theory]
    [InlineData("auto", "\"auto\"")]
    [InlineData("none", "\"none\"")]
    [InlineData("required", "\"required\"")]
    [InlineData("Get-Load", """{"type":"function","function":{"name":"Get-Load"}}""")]
    public void Tool_choice_is_a_word_or_a_function(string choice, string expected)
    {
        using var body = JsonDocument.Parse(new ChatRequest { ToolChoice = choice }.ToUtf8Json());
        Assert.Equal(expected, body.RootElement.GetProperty("tool_choice").GetRawText());
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("auto", "auto")]
    [InlineData("required", "auto")]
    [InlineData("Get-Load", "auto")]
    public void Request_with_tool_results_requires_no_further_call(string? choice, string? expected)
    {
        var request = new ChatRequest { Model = "m", ToolChoice = choice, ReasoningEffort = "low" };
        var next = request.WithToolResults([new ChatMessage { Role = ChatRoles.Tool }]);
        Assert.Equal((expected, "low", "m"), (next.ToolChoice, next.ReasoningEffort, next.Model));
        Assert.Equal((choice, ChatRoles.Tool), (request.ToolChoice, next.Messages.Single().Role));
    }

    [Fact]
    public async Task Additional_properties_follow_the_known_ones_unchanged()
    {
        using var additionalProperties = JsonDocument.Parse("""{"response_format":{"type":"json_object"},"n":1.0,"user":null}""");
        var received = await ReceivedRequest.CaptureAsync(new ChatRequest
        {
            Model = "m",
            Messages = [new ChatMessage { Content = "Hi" }],
            AdditionalProperties = additionalProperties.RootElement.EnumerateObject().ToDictionary(field => field.Name, field => field.Value),
        });
        Assert.Equal(
            """{"model":"m","messages":[{"role":"user","content":"Hi"}],"stream":true,"response_format":{"type":"json_object"},"n":1.0,"user":null}""",
            received.Text);
    }

    [Fact]
    public async Task Unicode_text_is_not_escaped()
    {
        var text = "Grüße 漢字 😀 <b> & 'x' + / \u2028";
        var request = new ChatRequest { Model = "m", Messages = [new ChatMessage { Content = text }] };
        var received = await ReceivedRequest.CaptureAsync(request);
        Assert.Contains("Grüße 漢字", received.Text);
        Assert.Contains("<b> & 'x' + /", received.Text);
        using var parsed = JsonDocument.Parse(received.Body);
        Assert.Equal(text, parsed.RootElement.GetProperty("messages")[0].GetProperty("content").GetString());
    }

    [Fact]
    public async Task Same_request_writes_the_same_bytes()
    {
        var first = await ReceivedRequest.CaptureAsync(TestClient.CreateRequest());
        var second = await ReceivedRequest.CaptureAsync(TestClient.CreateRequest());
        Assert.Equal(first.Body, second.Body);
        Assert.Equal(first.Body, TestClient.CreateRequest().ToUtf8Json());
    }
}
