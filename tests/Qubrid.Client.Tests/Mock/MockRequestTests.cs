using System.Text.Json;

namespace Qubrid.Client.Tests.Mock;

using MockServer = Qubrid.Mock.MockServer;

public class MockRequestTests
{
    [Fact]
    public async Task Requests_are_recorded_with_all_their_fields()
    {
        using var server = MockServer.Start();
        using var client = TestClient.Connect(server.BaseUri);
        using var additionalProperties = JsonDocument.Parse("""{"a":{"b":[1,1.5,"x",true,null]}}""");
        var request = new ChatRequest
        {
            Model = "m",
            Messages =
            [
                new ChatMessage { Role = "system", Content = "Be brief" },
                new ChatMessage { Content = "What is it?", Images = ["https://x.example/a.png"] },
            ],
            MaxTokens = 10,
            Temperature = 0.5,
            AdditionalProperties = new Dictionary<string, JsonElement> { ["more"] = additionalProperties.RootElement },
            Stream = false,
        };
        await client.CompleteAsync(request: request);
        var recorded = Assert.Single(server.Requests);
        Assert.Equal("m", recorded.Model);
        Assert.Equal("What is it?", recorded.Prompt);
        Assert.Equal("Be brief", recorded.System);
        Assert.False(recorded.Stream);
        Assert.Equal(["system: Be brief", "user: What is it?"], recorded.Messages.Select(message => message.ToString()));
        Assert.Equal(["https://x.example/a.png"], recorded.Messages[1].Images);
        Assert.Equal(10L, recorded.Parameters["max_tokens"]);
        Assert.Equal(0.5, recorded.Parameters["temperature"]);
        Assert.Equal(["max_tokens", "temperature", "more"], recorded.Parameters.Keys);
        Assert.Equal(request.ToUtf8Json(), System.Text.Encoding.UTF8.GetBytes(recorded.Body));
    }

    [Fact]
    public async Task Key_is_not_recorded()
    {
        using var server = MockServer.Start();
        using var client = TestClient.Connect(server.BaseUri);
        await client.CompleteAsync();
        var recorded = Assert.Single(server.Requests);
        Assert.DoesNotContain("Authorization", recorded.Headers.Keys);
        Assert.DoesNotContain(recorded.Headers, header => header.Value.Contains(TestClient.ApiKey));
        Assert.Equal("application/json", recorded.Headers["content-type"]);
    }

    [Fact]
    public async Task Last_value_of_a_duplicate_field_is_used()
    {
        using var server = MockServer.Start();
        using var http = new HttpClient { Timeout = TestTimeouts.Long };
        http.DefaultRequestHeaders.Add("Authorization", "Bearer k");
        using var body = new StringContent("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"a\":1,\"a\":{\"b\":1,\"b\":2}}");
        using var response = await http.PostAsync(new Uri(server.BaseUri + "/chat/completions"), body);
        Assert.True(response.IsSuccessStatusCode);
        var field = Assert.IsType<Dictionary<string, object?>>(Assert.Single(server.Requests).Parameters["a"]);
        Assert.Equal(2L, field["b"]);
    }

    [Fact]
    public async Task Requests_are_recorded_in_order()
    {
        using var server = MockServer.Start();
        using var client = TestClient.Connect(server.BaseUri);
        foreach (var model in new[] { "a", "b", "c" })
        {
            await client.CompleteAsync(request: TestClient.CreateRequest(model));
        }

        Assert.Equal(["a", "b", "c"], server.Requests.Select(request => request.Model));
    }
}
