namespace Qubrid.Client.Tests.Keys;

/// <summary>A service that puts the key into whatever else an answer holds.</summary>
public class EchoedFieldTests
{
    private const string Mark = "[key removed]";

    private static readonly (string Start, string End) s_halves = (Ask.Key[..9], Ask.Key[9..]);

    [Fact]
    public async Task In_a_field_of_every_kind()
    {
        var completion = await CompleteAsync(Answers.Json("""
            {"id":"KEY","object":"KEY","model":"m/KEY","x":"KEY","y":[{"KEY":["a KEY",1,null,true]}],
             "usage":{"total_tokens":1,"z":"KEY"},"x_metrics":{"tps":1,"z":"KEY"},
             "choices":[{"finish_reason":"KEY","z":"KEY","message":{"role":"KEY","name":"KEY","content":[{"text":"KEY"}],"refusal":"KEY",
             "tool_calls":[{"id":"KEY","z":"KEY","function":{"name":"KEY","arguments":"{\"a\":\"KEY\"}","KEY":"KEY"}}]}}]}
            """.Replace("KEY", Ask.Key)));
        var choice = completion.Choices.Single();
        var call = choice.Message.ToolCalls.Single();
        Assert.All(
            [
                completion.Id, completion.Object, completion.AdditionalProperties["x"], completion.Usage!.AdditionalProperties["z"],
                completion.Metrics!.AdditionalProperties["z"], choice.FinishReason, choice.AdditionalProperties["z"], choice.Message.Role,
                choice.Message.Name, choice.Message.Content, choice.Message.Refusal, call.Id, call.Name,
                call.AdditionalProperties["z"], Assert.IsType<Dictionary<string, object?>>(call.AdditionalProperties["function"])[Mark],
            ],
            text => Assert.Equal(Mark, text));
        Assert.Equal("m/" + Mark, completion.Model);
        Assert.Equal($"{{\"a\":\"{Mark}\"}}", call.Arguments);
        var fields = Assert.IsType<Dictionary<string, object?>>(Assert.IsType<object?[]>(completion.AdditionalProperties["y"]).Single());
        Assert.Equal(["a " + Mark, 1L, null, true], Assert.IsType<object?[]>(fields[Mark]));
    }

    [Fact]
    public async Task In_a_refusal_and_the_arguments_of_a_tool_in_pieces()
    {
        var completion = await CompleteAsync(Answers.Stream(Sse.Stream(
            Chunk.Delta($"\"refusal\":\"no {s_halves.Start}\",\"tool_calls\":[{{\"index\":0,\"function\":{{\"name\":\"f\",\"arguments\":\"'{s_halves.Start}\"}}}}]"),
            Chunk.Delta($"\"refusal\":\"{s_halves.End}\",\"tool_calls\":[{{\"index\":0,\"function\":{{\"arguments\":\"{s_halves.End}'\"}}}}]"),
            Chunk.Stop())));
        Assert.Equal("no " + Mark, completion.Refusal);
        Assert.Equal($"'{Mark}'", completion.Choices[0].Message.ToolCalls.Single().Arguments);
    }

    [Fact]
    public async Task In_what_came_before_a_failure()
    {
        await using var server = await WireServer.StartAsync(Answers.BreakAfter(Sse.Events(
            "{\"id\":\"KEY\",\"choices\":[]}".Replace("KEY", Ask.Key), Chunk.Text("a " + s_halves.Start), Chunk.Text(s_halves.End))));
        using var client = server.Connect();
        var partial = (await client.FailAsync()).PartialCompletion!;
        Assert.Equal(Mark, partial.Id);
        Assert.Equal("a " + Mark, partial.Text);
    }

    [Fact]
    public async Task In_the_list_of_models()
    {
        var body = "{\"data\":[{\"id\":\"KEY\",\"owned_by\":\"\\u0073LATER\",\"KEY\":{\"a\":\"KEY\"}}]}".Replace("KEY", Ask.Key).Replace("LATER", Ask.Key[1..]);
        await using var server = await WireServer.StartAsync(Answers.Json(body));
        using var client = server.Connect();
        var model = (await client.GetModelsAsync(Ask.Once, default)).Single();
        Assert.Equal((Mark, Mark), (model.Id, model.OwnedBy));
        Assert.Equal(Mark, Assert.IsType<Dictionary<string, object?>>(model.AdditionalProperties[Mark])["a"]);
    }

    /// <summary>The parser's words name the way to where it stumbled.</summary>
    [Theory]
    [InlineData("{\"data\":[{\"id\":\"m\",\"KEY\":tru}]}")]
    [InlineData("{\"data\":[{\"id\":\"m\",\"x\":{\"KEY\":tru}}]}")]
    [InlineData("{\"data\":[{\"id\":\"m\",\"\\u0073LATER\":tru}]}")]
    [InlineData("{\"KEY\":[tru]}")]
    [InlineData("KEY")]
    public async Task In_a_list_of_models_that_is_none(string body)
    {
        await using var server = await WireServer.StartAsync(Answers.Json(body.Replace("KEY", Ask.Key).Replace("LATER", Ask.Key[1..])));
        using var client = server.Connect();
        var failure = await Assert.ThrowsAsync<QubridApiException>(() => client.GetModelsAsync(Ask.Once, default));
        Assert.DoesNotContain(Ask.Key, failure.ToString());
    }

    private static async Task<ChatCompletion> CompleteAsync(Func<HttpContext, Task> answer)
    {
        await using var server = await WireServer.StartAsync(answer);
        using var client = server.Connect();
        return await client.CompleteAsync();
    }
}
