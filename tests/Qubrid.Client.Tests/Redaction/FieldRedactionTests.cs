namespace Qubrid.Client.Tests.Redaction;

/// <summary>Tests redaction of a key that the service returns in other fields than the text.</summary>
public class FieldRedactionTests
{
    private const string Placeholder = "[key removed]";

    private static readonly (string Start, string End) s_halves = (TestClient.ApiKey[..9], TestClient.ApiKey[9..]);

    [Fact]
    public async Task Key_is_redacted_in_every_kind_of_field()
    {
        var completion = await CompleteAsync(StubResponses.SendJson("""
            {"id":"KEY","object":"KEY","model":"m/KEY","x":"KEY","y":[{"KEY":["a KEY",1,null,true]}],
             "usage":{"total_tokens":1,"z":"KEY"},"x_metrics":{"tps":1,"z":"KEY"},
             "choices":[{"finish_reason":"KEY","z":"KEY","message":{"role":"KEY","name":"KEY","content":[{"text":"KEY"}],"refusal":"KEY",
             "tool_calls":[{"id":"KEY","z":"KEY","function":{"name":"KEY","arguments":"{\"a\":\"KEY\"}","KEY":"KEY"}}]}}]}
            """.Replace("KEY", TestClient.ApiKey)));
        var choice = completion.Choices.Single();
        var call = choice.Message.ToolCalls.Single();
        Assert.All(
            [
                completion.Id, completion.Object, completion.AdditionalProperties["x"], completion.Usage!.AdditionalProperties["z"],
                completion.Metrics!.AdditionalProperties["z"], choice.FinishReason, choice.AdditionalProperties["z"], choice.Message.Role,
                choice.Message.Name, choice.Message.Content, choice.Message.Refusal, call.Id, call.Name,
                call.AdditionalProperties["z"], Assert.IsType<Dictionary<string, object?>>(call.AdditionalProperties["function"])[Placeholder],
            ],
            text => Assert.Equal(Placeholder, text));
        Assert.Equal("m/" + Placeholder, completion.Model);
        Assert.Equal($"{{\"a\":\"{Placeholder}\"}}", call.Arguments);
        var fields = Assert.IsType<Dictionary<string, object?>>(Assert.IsType<object?[]>(completion.AdditionalProperties["y"]).Single());
        Assert.Equal(["a " + Placeholder, 1L, null, true], Assert.IsType<object?[]>(fields[Placeholder]));
    }

    [Fact]
    public async Task Key_is_redacted_in_chunked_refusal_and_tool_arguments()
    {
        var completion = await CompleteAsync(StubResponses.SendStream(Sse.CreateStream(
            Chunk.Delta($"\"refusal\":\"no {s_halves.Start}\",\"tool_calls\":[{{\"index\":0,\"function\":{{\"name\":\"f\",\"arguments\":\"'{s_halves.Start}\"}}}}]"),
            Chunk.Delta($"\"refusal\":\"{s_halves.End}\",\"tool_calls\":[{{\"index\":0,\"function\":{{\"arguments\":\"{s_halves.End}'\"}}}}]"),
            Chunk.Stop())));
        Assert.Equal("no " + Placeholder, completion.Refusal);
        Assert.Equal($"'{Placeholder}'", completion.Choices[0].Message.ToolCalls.Single().Arguments);
    }

    [Fact]
    public async Task Key_is_redacted_in_the_partial_completion()
    {
        await using var server = await TestServer.StartAsync(StubResponses.BreakAfter(Sse.CreateEvents(
            "{\"id\":\"KEY\",\"choices\":[]}".Replace("KEY", TestClient.ApiKey), Chunk.Text("a " + s_halves.Start), Chunk.Text(s_halves.End))));
        using var client = server.Connect();
        var partial = (await client.ExpectFailureAsync()).PartialCompletion!;
        Assert.Equal(Placeholder, partial.Id);
        Assert.Equal("a " + Placeholder, partial.Text);
    }

    [Fact]
    public async Task Key_is_redacted_in_the_model_list()
    {
        var body = "{\"data\":[{\"id\":\"KEY\",\"owned_by\":\"\\u0073LATER\",\"KEY\":{\"a\":\"KEY\"}}]}".Replace("KEY", TestClient.ApiKey).Replace("LATER", TestClient.ApiKey[1..]);
        await using var server = await TestServer.StartAsync(StubResponses.SendJson(body));
        using var client = server.Connect();
        var model = (await client.GetModelsAsync(TestClient.NoRetry, default)).Single();
        Assert.Equal((Placeholder, Placeholder), (model.Id, model.OwnedBy));
        Assert.Equal(Placeholder, Assert.IsType<Dictionary<string, object?>>(model.AdditionalProperties[Placeholder])["a"]);
    }

    /// <summary>The message of a JsonException contains the JSON path.</summary>
    [Theory]
    [InlineData("{\"data\":[{\"id\":\"m\",\"KEY\":tru}]}")]
    [InlineData("{\"data\":[{\"id\":\"m\",\"x\":{\"KEY\":tru}}]}")]
    [InlineData("{\"data\":[{\"id\":\"m\",\"\\u0073LATER\":tru}]}")]
    [InlineData("{\"KEY\":[tru]}")]
    [InlineData("KEY")]
    public async Task Key_is_redacted_in_an_invalid_model_list(string body)
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendJson(body.Replace("KEY", TestClient.ApiKey).Replace("LATER", TestClient.ApiKey[1..])));
        using var client = server.Connect();
        var failure = await Assert.ThrowsAsync<QubridApiException>(() => client.GetModelsAsync(TestClient.NoRetry, default));
        Assert.DoesNotContain(TestClient.ApiKey, failure.ToString());
    }

    private static async Task<ChatCompletion> CompleteAsync(Func<HttpContext, Task> response)
    {
        await using var server = await TestServer.StartAsync(response);
        using var client = server.Connect();
        return await client.CompleteAsync();
    }
}
