using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

public class MockServerTests
{
    [Fact]
    public void The_answer_is_made_of_the_prompt_and_always_the_same()
    {
        using var mock = new MockShell();
        var answers = mock.Get("1..2 | ForEach-Object { Invoke-QubridChat 'What is up?' }");
        Assert.All(answers, answer => Assert.Equal("Mock answer to: What is up?", answer.Text()));
        Assert.All(answers, answer => Assert.Equal(3L, answer.Get("Usage.PromptTokens")));
        Assert.All(answers, answer => Assert.NotNull(answer.Get("Metrics.TokensPerSecond")));
    }

    [Fact]
    public void It_streams_word_by_word()
    {
        using var mock = new MockShell();
        var updates = mock.Get("Invoke-QubridChat 'a b' -Stream");
        Assert.Equal(["Mock", " answer", " to:", " a", " b", null], updates.Select(update => update.Get("Text")));
    }

    [Fact]
    public void Requests_can_be_read_and_hold_no_key()
    {
        using var mock = new MockShell();
        mock.Get("Invoke-QubridChat 'Q' -System 'S' -Model m -Temperature 0.5");
        var request = Assert.Single(mock.Requests);
        Assert.Equal("Q", request.Text("Prompt"));
        Assert.Equal("S", request.Text("System"));
        Assert.Equal("m", request.Text("Model"));
        Assert.Equal(0.5, mock.Get("$mock.Requests[0].Parameters['temperature']").Single().BaseObject);
        Assert.Equal(false, mock.Get("$mock.Requests[0].Headers.ContainsKey('Authorization')").Single().BaseObject);
    }

    [Fact]
    public void A_port_that_is_taken_is_a_clear_error()
    {
        using var mock = new MockShell();
        var error = mock.Run("Start-QubridMockServer -Port $mock.Port").Error;
        Assert.StartsWith("Qubrid.PortTaken,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Stop_ends_it_and_the_connection_to_it()
    {
        using var mock = new MockShell();
        Assert.Single(mock.Get("Get-QubridConnection"));
        mock.Get("$mock | Stop-QubridMockServer");
        Assert.Equal(false, mock.Get("$mock.IsRunning").Single().BaseObject);
        Assert.Equal(false, mock.Get("$c = Get-QubridConnection; $null -ne $c -and $c.BaseUri -eq $mock.BaseUri").Single().BaseObject);
    }

    [Fact]
    public void Stop_without_arguments_ends_all_of_the_session()
    {
        using var mock = new MockShell();
        Assert.Equal(false, mock.Get("$other = Start-QubridMockServer; Stop-QubridMockServer; $other.IsRunning -or $mock.IsRunning").Single().BaseObject);
    }

    [Fact]
    public void Several_run_at_once()
    {
        using var mock = new MockShell();
        mock.Get("$two = Start-QubridMockServer -Connect; Invoke-QubridChat 'to the second'");
        Assert.Empty(mock.Requests);
        Assert.Equal(1, mock.Get("$two.Requests.Count").Single().BaseObject);
    }

    // Test files may run at the same time, in runspaces of one process.
    [Fact]
    public async Task Each_runspace_has_its_own_server_connection_and_requests()
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
