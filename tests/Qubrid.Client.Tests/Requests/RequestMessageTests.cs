namespace Qubrid.Client.Tests.Requests;

public class RequestMessageTests
{
    private static async Task<string> MessageAsync(ChatMessage message)
    {
        var received = await ReceivedRequest.CaptureAsync(new ChatRequest { Model = "m", Messages = [message] });
        const string start = """{"model":"m","messages":[""", end = """],"stream":true}""";
        Assert.StartsWith(start, received.Text);
        Assert.EndsWith(end, received.Text);
        return received.Text[start.Length..^end.Length];
    }

    [Fact]
    public async Task Message_with_images_is_sent_as_parts_with_text_first() => Assert.Equal(
        """{"role":"user","content":[{"type":"text","text":"What is it?"},{"type":"image_url","image_url":{"url":"https://x.example/a.png?b=1&c=2"}},{"type":"image_url","image_url":{"url":"data:image/png;base64,iVBOR+/="}}]}""",
        await MessageAsync(new ChatMessage
        {
            Content = "What is it?",
            Images = ["https://x.example/a.png?b=1&c=2", "data:image/png;base64,iVBOR+/="],
        }));

    [Fact]
    public async Task Image_without_text_has_no_text_part() => Assert.Equal(
        """{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://x.example/a.png"}}]}""",
        await MessageAsync(new ChatMessage { Images = ["https://x.example/a.png"] }));

    [Fact]
    public async Task Message_with_tool_calls_has_null_content() => Assert.Equal(
        """{"role":"assistant","content":null,"tool_calls":[{"id":"t1","type":"function","function":{"name":"get","arguments":"{\"a\":1}"}}]}""",
        await MessageAsync(new ChatMessage
        {
            Role = "assistant",
            ToolCalls = [new ToolCall { Id = "t1", Name = "get", Arguments = "{\"a\":1}" }],
        }));

    [Fact]
    public async Task Tool_message_contains_its_tool_call_id() => Assert.Equal(
        """{"role":"tool","content":"42","tool_call_id":"t1"}""",
        await MessageAsync(new ChatMessage { Role = "tool", Content = "42", ToolCallId = "t1" }));

    [Fact]
    public async Task Refusal_of_the_model_is_sent_back() => Assert.Equal(
        """{"role":"assistant","content":null,"refusal":"I cannot help with that."}""",
        await MessageAsync(new ChatMessage { Role = "assistant", Refusal = "I cannot help with that." }));

    [Fact]
    public async Task Refusal_of_another_role_is_not_sent() => Assert.Equal(
        """{"role":"user","content":"Hi"}""",
        await MessageAsync(new ChatMessage { Content = "Hi", Refusal = "no" }));

    [Fact]
    public async Task Reasoning_and_unknown_fields_are_not_sent() => Assert.Equal(
        """{"role":"assistant","content":"Hi"}""",
        await MessageAsync(new ChatMessage
        {
            Role = "assistant",
            Content = "Hi",
            Reasoning = "Hm",
            AdditionalProperties = new Dictionary<string, object?> { ["annotations"] = "no" },
        }));
}
