using System.Collections;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Qubrid.Client.Redaction;

namespace Qubrid.Client.Tests.DataRedaction;

public class RequestRedactionTests
{
    private const string Value = "bob@x.example";

    private static readonly ChatRequest s_request = new()
    {
        Model = "m",
        Messages =
        [
            new ChatMessage { Role = "system", Content = "s " + Value, Name = "jane@y.example" },
            new ChatMessage { Content = "u " + Value, Images = ["https://h.example/bob@x.example.png", "https://h.example/?u=" + Value, "data:image/png;base64,bob@x.example"] },
            new ChatMessage
            {
                Role = "assistant", Refusal = "no " + Value, Reasoning = Value,
                ToolCalls =
                [
                    new ToolCall { Id = "1", Name = "f", Arguments = """{"to":"bob@x.example", "password" : "hun\"ter2","n":[1,4111111111111111],"bob@x.example":null}""" },
                    new ToolCall { Id = "2", Name = "g", Arguments = "not JSON: " + Value },
                ],
            },
            new ChatMessage { Role = "tool", ToolCallId = "1", Content = "sent to " + Value },
        ],
        Stop = [Value],
        MaxTokens = 1,
        Temperature = 0.1,
        TopP = 0.2,
        PresencePenalty = 0.3,
        FrequencyPenalty = 0.4,
        Seed = 5,
        Stream = false,
        ReasoningEffort = "low",
        ToolChoice = "auto",
        ResponseFormat = ParseJson("""{"type":"json_schema","json_schema":{"name":"bob@x.example","schema":{"description":"bob@x.example","properties":{"bob@x.example":{"enum":["bob@x.example"],"pattern":"bob@x.example","const":4111111111111111}},"required":["bob@x.example"]}}}"""),
        Tools = ParseJson("""[{"type":"function","function":{"name":"f","description":"Mails bob@x.example","parameters":{"default":{"name":"bob@x.example"}}}}]"""),
        AdditionalProperties = new Dictionary<string, JsonElement> { ["user"] = ParseJson("\"bob@x.example\""), ["api_key"] = ParseJson("\"zz-11-yy\""), ["n"] = ParseJson("[1.50, true]") },
    };

    [Fact]
    public void Every_text_of_a_request_is_redacted()
    {
        var redacted = RedactionSupport.All.CreateSession().Redact(s_request);
        Assert.Equal(
            """
            {"model":"m","messages":[{"role":"system","content":"s [EMAIL_1]","name":"EMAIL_2"},{"role":"user","content":[{"type":"text","text":"u [EMAIL_1]"},{"type":"image_url","image_url":{"url":"https://h.example/[EMAIL_1].png"}},{"type":"image_url","image_url":{"url":"https://h.example/?u=[EMAIL_1]"}},{"type":"image_url","image_url":{"url":"data:image/png;base64,bob@x.example"}}]},{"role":"assistant","content":null,"refusal":"no [EMAIL_1]","tool_calls":[{"id":"1","type":"function","function":{"name":"f","arguments":"{\"to\":\"[EMAIL_1]\", \"password\" : \"[SECRET_2]\",\"n\":[1,\"[CREDITCARD_1]\"],\"[EMAIL_1]\":null}"}},{"id":"2","type":"function","function":{"name":"g","arguments":"not JSON: [EMAIL_1]"}}]},{"role":"tool","content":"sent to [EMAIL_1]","tool_call_id":"1"}],"max_tokens":1,"temperature":0.1,"top_p":0.2,"stop":["[EMAIL_1]"],"presence_penalty":0.3,"frequency_penalty":0.4,"seed":5,"reasoning_effort":"low","stream":false,"tools":[{"type":"function","function":{"name":"f","description":"Mails [EMAIL_1]","parameters":{"default":{"name":"[EMAIL_1]"}}}}],"tool_choice":"auto","response_format":{"type":"json_schema","json_schema":{"name":"bob@x.example","schema":{"description":"[EMAIL_1]","properties":{"[EMAIL_1]":{"enum":["[EMAIL_1]"],"pattern":"\\[EMAIL_1\\]","const":"[CREDITCARD_1]"}},"required":["[EMAIL_1]"]}}},"user":"[EMAIL_1]","api_key":"[SECRET_1]","n":[1.50,true]}
            """,
            Encoding.UTF8.GetString(redacted.ToUtf8Json()));
        Assert.Null(redacted.Messages[2].Reasoning);
    }

    [Fact]
    public void Request_without_values_has_the_same_body()
    {
        var request = new ChatRequest
        {
            Model = "m", Messages = [new ChatMessage { Content = "a" }, new ChatMessage { Role = "assistant", ToolCalls = [new ToolCall { Id = "1", Name = "f", Arguments = "{ \"a\" : 1.0 }" }] }],
            Tools = ParseJson("[ {\"type\": \"function\"} ]"), Seed = 3,
        };
        Assert.Equal(request.ToUtf8Json(), RedactionSupport.All.CreateSession().Redact(request).ToUtf8Json());
    }

    [Fact]
    public void Redactor_without_rules_returns_the_request() => Assert.Same(s_request, RedactionSupport.Create().CreateSession().Redact(s_request));

    /// <summary>A property that is added to requests or completions must be copied too.</summary>
    [Fact]
    public void No_property_is_lost()
    {
        AssertAllSet(RedactionSupport.All.CreateSession().Redact(s_request));
        var completion = new ChatCompletion
        {
            Id = "i", Object = "o", Created = DateTimeOffset.UnixEpoch, Model = "m", Usage = new(), Metrics = new(), ClientMetrics = new(), RequestId = "r", InputObject = 1, Data = 2,
            Choices = [new ChatChoice { Index = 1, FinishReason = "stop", Message = new ChatMessage { Content = "c", Reasoning = "r", Refusal = "f" } }],
            ToolInvocations = [new ToolInvocation()],
            IsRestored = true,
            Parts = [new ChatCompletion()],
            AdditionalProperties = new Dictionary<string, object?> { ["x"] = "y" },
        };
        AssertAllSet(new CompletionRewriter((text, _) => text, isJson: false).Rewrite(completion, s_request.Messages, new Dictionary<string, int> { ["Email"] = 1 }));
    }

    internal static JsonElement ParseJson(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static void AssertAllSet<T>(T copy)
        where T : new()
    {
        var empty = new T();
        Assert.All(
            typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance),
            property => Assert.False(Equals(property.GetValue(copy), property.GetValue(empty)) || property.GetValue(copy) is ICollection { Count: 0 }, property.Name));
    }
}
