namespace Qubrid.Client.Tests.Journal;

public class KeptToolCallTests
{
    [Fact]
    public async Task A_tool_call_comes_back_from_the_journal_with_its_unknown_fields()
    {
        var path = Path.GetTempFileName();
        await using var server = await WireServer.StartAsync(Answers.Json("""
            {"choices":[{"message":{"tool_calls":[{"id":"t1","type":"function","extra":{"s":"x"},"function":{"name":"f","arguments":"{}","b":{"t":1}}}]},"finish_reason":"tool_calls"}]}
            """));
        using var client = server.Connect();
        try
        {
            File.Delete(path);
            RequestJournal.Open(path).Add(Ask.Request(), await client.CompleteAsync(), client);
            var call = RequestJournal.Open(path).TryTakeNext(Ask.Request())!.Completion!.Choices[0].Message.ToolCalls.Single();
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
