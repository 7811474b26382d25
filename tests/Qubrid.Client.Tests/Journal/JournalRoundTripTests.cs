using System.Text.Json;
using System.Text.Json.Nodes;
using Qubrid.Client.Tests.Gateways;

namespace Qubrid.Client.Tests.Journal;

/// <summary>Tests that a replayed completion equals the recorded one.</summary>
public class JournalRoundTripTests
{
    private const string FullCompletion = """
        {"id":"c1","object":"chat.completion","created":1710000000,"model":"m/1","service_tier":"x","nested":{"a":[1,2.50,null,{"b":null}],"B":1e300,"huge":1e999,"hugely":-1e999,"b":"ä\ud83d\ude00\u0000"},
        "choices":[{"index":0,"logprobs":{"content":null},"stop_reason":7,"finish_reason":"tool_calls","message":{"role":"assistant","content":null,"refusal":"no",
        "reasoning_content":"so\n so","tool_calls":[{"id":"t1","type":"function","function":{"name":"f","arguments":"{\"x\":1}"}},{"id":"t2","type":"function","function":{"name":"g","arguments":""}}]}},
        {"index":2,"finish_reason":"length","message":{"role":"assistant","content":""}}],
        "usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5,"details":{"cached":0}},"x_metrics":{"ttft_seconds":0.1,"tps":33.333333333333336,"total_time_seconds":1e-7,"queue":"q"}}
        """;

    private static readonly JsonSerializerOptions s_options = new() { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    [Fact]
    public async Task Completion_with_all_fields_round_trips()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStatus(200, FullCompletion, "application/json", ("x-request-id", "req-9")));
        using var client = server.Connect();
        var first = await client.CompleteAsync(request: TestClient.CreateRequest(stream: false));
        var replayed = RecordAndReplay(client, first);
        Assert.Equal("req-9", replayed.RequestId);
        Assert.Equal("so\n so", replayed.Reasoning);
        Assert.Equal("no", replayed.Refusal);
        Assert.Equal(["f({\"x\":1})", "g({})"], replayed.Choices[0].Message.ToolCalls.Select(call => call.ToString()));
        Assert.Equal(33.333333333333336, replayed.Metrics!.TokensPerSecond);
        AssertSame(first, replayed);
        Assert.Null(replayed.ClientMetrics); // a replayed call is not measured
    }

    public static TheoryData<string> Responses => [.. GatewayResponses.SmallNames.Select(row => row.Data)];

    [Theory]
    [MemberData(nameof(Responses))]
    public async Task Every_response_round_trips(string name)
    {
        await using var server = await TestServer.StartAsync(CreateResponse(name));
        using var client = server.Connect();
        ChatCompletion first;
        try
        {
            first = await client.CompleteAsync();
        }
        catch (QubridApiException failure) when (failure.PartialCompletion is { } partial)
        {
            first = partial; // the partial completion of a failed call
        }
        catch (QubridApiException)
        {
            return;
        }

        AssertSame(first, RecordAndReplay(client, first));
    }

    private static Func<HttpContext, Task> CreateResponse(string name) => async context =>
    {
        var body = GatewayResponses.Find(name).Body;
        context.Response.ContentType = body.AsSpan().TrimStart(" \r\n"u8).StartsWith("{"u8) ? "application/json" : "text/event-stream";
        await context.Response.Body.WriteAsync(body);
    };

    private static ChatCompletion RecordAndReplay(QubridClient client, ChatCompletion completion)
    {
        using var folder = new JournalFolder();
        client.Record(RequestJournal.Open(folder.File), TestClient.CreateRequest(), completion);
        var journal = RequestJournal.Open(folder.File);
        Assert.Equal(1, journal.Count);
        var replayed = journal.TryTakeNext(TestClient.CreateRequest(stream: false))?.Completion;
        Assert.NotNull(replayed);
        Assert.Null(journal.TryTakeNext(TestClient.CreateRequest()));
        return replayed;
    }

    // The journal sorts unknown fields, whose order has no meaning.
    private static void AssertSame(ChatCompletion first, ChatCompletion replayed) =>
        Assert.True(JsonNode.DeepEquals(ToJsonObject(first), ToJsonObject(replayed)), $"{ToJsonObject(first)}\n{ToJsonObject(replayed)}");

    // Writes the whole object, except what the client measures.
    private static JsonObject ToJsonObject(ChatCompletion completion)
    {
        var fields = JsonSerializer.SerializeToNode(completion, s_options)!.AsObject();
        fields.Remove(nameof(ChatCompletion.ClientMetrics));
        return fields;
    }
}
