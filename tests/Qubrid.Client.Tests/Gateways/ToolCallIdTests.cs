namespace Qubrid.Client.Tests.Gateways;

public class ToolCallIdTests
{
    private const string TwoCalls = """
        {"choices":[{"message":{"tool_calls":[{"function":{"name":"a"}},{"id":"","function":{"name":"b"}}]},"finish_reason":"tool_calls"}]}
        """;

    [Fact]
    public async Task Generated_ids_are_the_same_for_the_same_conversation()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendJson(TwoCalls));
        using var client = server.Connect();
        var first = await client.CompleteAsync();
        var second = await client.CompleteAsync();
        Assert.Equal(["call_1", "call_2"], Ids(first));
        Assert.Equal(Ids(first), Ids(second));
    }

    [Fact]
    public async Task Generated_ids_differ_from_those_of_earlier_rounds()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendJson(TwoCalls));
        using var client = server.Connect();
        var first = await client.CompleteAsync();
        var second = await client.CompleteAsync(request: new ChatRequest { Model = "m", Messages = first.Messages });
        Assert.Equal(["call_3", "call_4"], Ids(second));
    }

    [Fact]
    public async Task Generated_ids_of_several_choices_differ()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendJson("""
            {"choices":[{"index":0,"message":{"tool_calls":[{"function":{"name":"a"}}]}},{"index":1,"message":{"tool_calls":[{"function":{"name":"b"}}]}}]}
            """));
        using var client = server.Connect();
        var completion = await client.CompleteAsync();
        Assert.Equal(["call_1", "call_2"], completion.Choices.SelectMany(choice => choice.Message.ToolCalls).Select(call => call.Id));
    }

    private static string[] Ids(ChatCompletion completion) => [.. completion.Choices[0].Message.ToolCalls.Select(call => call.Id!)];
}
