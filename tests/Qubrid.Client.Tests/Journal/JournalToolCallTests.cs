namespace Qubrid.Client.Tests.Journal;

public class JournalToolCallTests
{
    [Fact]
    public async Task Tool_call_is_replayed_with_its_unknown_fields()
    {
        var path = Path.GetTempFileName();
        await using var server = await TestServer.StartAsync(StubResponses.SendJson("""
            {"choices":[{"message":{"tool_calls":[{"id":"t1","type":"function","extra":{"s":"x"},"function":{"name":"f","arguments":"{}","b":{"t":1}}}]},"finish_reason":"tool_calls"}]}
            """));
        using var client = server.Connect();
        try
        {
            File.Delete(path);
            client.Record(RequestJournal.Open(path), TestClient.CreateRequest(), await client.CompleteAsync());
            var call = RequestJournal.Open(path).TryTakeNext(TestClient.CreateRequest())!.Completion!.Choices[0].Message.ToolCalls.Single();
            Assert.Equal("f({})", call.ToString());
            Assert.Equal("x", Assert.IsType<Dictionary<string, object?>>(call.AdditionalProperties["extra"])["s"]);
            var function = Assert.IsType<Dictionary<string, object?>>(call.AdditionalProperties["function"]);
            Assert.Equal(1L, Assert.IsType<Dictionary<string, object?>>(function.Single().Value)["t"]);
            Assert.Equal(["extra", "function"], call.AdditionalProperties.Keys.Order(StringComparer.Ordinal));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
