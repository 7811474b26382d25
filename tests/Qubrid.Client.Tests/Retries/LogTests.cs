namespace Qubrid.Client.Tests.Retries;

public class LogTests
{
    [Fact]
    public async Task Each_step_is_logged_without_the_key()
    {
        await using var server = await TestServer.StartAsync(
            StubResponses.SendStatus(500, "Bad " + TestClient.ApiKey), StubResponses.BreakAfter(""), StubResponses.SendStatus(200, Chunk.Complete("Hi"), "application/json", ("x-request-id", "r-1")));
        using var client = server.Connect();
        var lines = new List<string>();
        await client.CompleteAsync(TestClient.FastRetry(2, lines.Add));
        Assert.Equal(3, lines.Count(line => line.StartsWith($"POST {server.BaseUri}/chat/completions", StringComparison.Ordinal)));
        Assert.Equal(2, lines.Count(line => line.StartsWith("Retry ", StringComparison.Ordinal)));
        Assert.Single(lines, line => line.Contains("r-1"));
        Assert.Single(lines, line => line.StartsWith("Completed ", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.DoesNotContain(TestClient.ApiKey, line));
        Assert.All(lines, line => Assert.DoesNotContain('\n', line));
    }
}
