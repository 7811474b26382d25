using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

public class MockServerTests
{
    [Fact]
    public void Default_completion_is_deterministic()
    {
        using var mock = new MockShell();
        var completions = mock.Get("1..2 | ForEach-Object { Invoke-QubridChat 'What is up?' }");
        Assert.All(completions, completion => Assert.Equal("Mock answer to: What is up?", completion.GetText()));
        Assert.All(completions, completion => Assert.Equal(3L, completion.GetValue("Usage.PromptTokens")));
        Assert.All(completions, completion => Assert.NotNull(completion.GetValue("Metrics.TokensPerSecond")));
    }

    [Fact]
    public void Completion_is_streamed_word_by_word()
    {
        using var mock = new MockShell();
        var updates = mock.Get("Invoke-QubridChat 'a b' -Stream");
        Assert.Equal(["Mock", " answer", " to:", " a", " b", null], updates.Select(update => update.GetValue("Text")));
    }

    [Fact]
    public void Recorded_requests_do_not_contain_the_key()
    {
        using var mock = new MockShell();
        mock.Get("Invoke-QubridChat 'Q' -System 'S' -Model m -Temperature 0.5");
        var request = Assert.Single(mock.Requests);
        Assert.Equal("Q", request.GetText("Prompt"));
        Assert.Equal("S", request.GetText("System"));
        Assert.Equal("m", request.GetText("Model"));
        Assert.Equal(0.5, mock.Get("$mock.Requests[0].Parameters['temperature']").Single().BaseObject);
        Assert.Equal(false, mock.Get("$mock.Requests[0].Headers.ContainsKey('Authorization')").Single().BaseObject);
    }

    [Fact]
    public void Port_in_use_is_a_clear_error()
    {
        using var mock = new MockShell();
        var error = mock.Run("Start-QubridMockServer -Port $mock.Port").Error;
        Assert.StartsWith("Qubrid.PortTaken,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Stop_ends_the_server_and_its_connection()
    {
        using var mock = new MockShell();
        Assert.Single(mock.Get("Get-QubridConnection"));
        mock.Get("$mock | Stop-QubridMockServer");
        Assert.Equal(false, mock.Get("$mock.IsRunning").Single().BaseObject);
        Assert.Equal(false, mock.Get("$c = Get-QubridConnection; $null -ne $c -and $c.BaseUri -eq $mock.BaseUri").Single().BaseObject);
    }

    [Fact]
    public void Stop_without_arguments_ends_all_servers_of_the_session()
    {
        using var mock = new MockShell();
        Assert.Equal(false, mock.Get("$other = Start-QubridMockServer; Stop-QubridMockServer; $other.IsRunning -or $mock.IsRunning").Single().BaseObject);
    }

    [Fact]
    public void Several_servers_can_run_at_once()
    {
        using var mock = new MockShell();
        mock.Get("$two = Start-QubridMockServer -Connect; Invoke-QubridChat 'to the second'");
        Assert.Empty(mock.Requests);
        Assert.Equal(1, mock.Get("$two.Requests.Count").Single().BaseObject);
    }

    // Test files can run in parallel, in runspaces of the same process.
    [Fact]
    public async Task Each_runspace_has_its_own_server_and_requests()
    {
        var runs = Enumerable.Range(1, 4).Select(number => Task.Run(() =>
        {
            using var shell = new Shell();
            return shell.Get($$"""
                $null = Start-QubridMockServer -Connect -Strict -TokenDelayMilliseconds 5
                Add-QubridMockReply 'from {{number}}' -Match '^to {{number}} '
                1..5 | ForEach-Object { (Invoke-QubridChat "to {{number}} $_").Text }
                (Get-QubridMockRequest).Count
                """).Select(output => output.ToString());
        }));
        var results = await Task.WhenAll(runs);
        Assert.All(results.Index(), run => Assert.Equal([.. Enumerable.Repeat($"from {run.Index + 1}", 5), "5"], run.Item));
    }
}
