using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests Connect-Qubrid -RequestsPerMinute and -TokensPerMinute.</summary>
public class RateLimitTests
{
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("Invoke-QubridChat hi", "Waiting for the rate limit of the connection, ")]
    [InlineData("Invoke-QubridChat hi -Stream", "Waiting for the rate limit of the connection, ")]
    [InlineData("Invoke-QubridChat hi -Live", "Waiting for the rate limit of the connection, ")]
    [InlineData("Invoke-QubridChat hi -NoStream", "Waiting for the rate limit of the connection, ")]
    [InlineData("'a', 'b' | Invoke-QubridChat", "Waiting for the rate limit of the connection, ")]
    [InlineData("1..4 | Invoke-QubridChat hi -Each -ThrottleLimit 4", ", 4 waiting for the rate limit")]
    [InlineData("1..400 | Invoke-QubridChat hi -Split -MaxInputTokens 400 -ThrottleLimit 2", ", 2 waiting for the rate limit")]
    public async Task Wait_is_shown_and_can_be_stopped(string script, string text)
    {
        using var mock = new MockShell();
        mock.Get("Connect-Qubrid k -BaseUri $mock.BaseUri -RequestsPerMinute 1; Invoke-QubridChat first");
        using var pipeline = mock.Shell.Create(script + " -Verbose");
        var shown = new TaskCompletionSource();
        pipeline.Streams.Progress.DataAdded += (_, added) =>
            _ = pipeline.Streams.Progress[added.Index].StatusDescription.Contains(text, StringComparison.Ordinal) && shown.TrySetResult();
        var running = pipeline.BeginInvoke();
        await shown.Task.WaitAsync(s_bound);
        await pipeline.StopAsync(null, null).WaitAsync(s_bound);
        Assert.Throws<PipelineStoppedException>(() => pipeline.EndInvoke(running));
        Assert.Contains(pipeline.Streams.Verbose, line => line.Message.Contains("for the rate limit of the connection (1 requests per minute).", StringComparison.Ordinal));
        Assert.Single(mock.Requests);
    }

    [Theory]
    [InlineData("-RequestsPerMinute 6000", 1)]
    [InlineData("-RequestsPerMinute 6000 -TokensPerMinute 100000", 4)]
    public void Pause_of_the_service_and_the_limit_do_not_block_each_other(string rates, int throttleLimit)
    {
        using var mock = new MockShell();
        var result = mock.Run(
            $"Connect-Qubrid k -BaseUri $mock.BaseUri {rates}; Add-QubridMockReply -StatusCode 429 -RetryAfter 0.05 -Times 3; "
            + $"1..20 | Invoke-QubridChat -Prompt {{ \"item $_\" }} -ThrottleLimit {throttleLimit} -MaximumRetryCount 5 -TimeoutSeconds 60");
        Assert.Empty(result.AllErrors);
        Assert.Equal(Enumerable.Range(1, 20).Select(item => $"Mock answer to: item {item}"), result.Output.Select(completion => completion.GetText()));
        Assert.Equal(23, mock.Requests.Count);
    }

    [Fact]
    public void Replayed_completions_are_not_counted()
    {
        using var folder = new TemporaryFolder();
        using var mock = new MockShell();
        var texts = mock.Get(
            """
            param($file)
            Connect-Qubrid k -BaseUri $mock.BaseUri -Journal $file; [void](Invoke-QubridChat hi)
            Connect-Qubrid k -BaseUri $mock.BaseUri -Journal $file -JournalMode Auto -RequestsPerMinute 1 -TimeoutSeconds 20
            (Invoke-QubridChat hi).Text; (Invoke-QubridChat new).Text
            """,
            folder.File("j.jsonl"));
        Assert.Equal(["Mock answer to: hi", "Mock answer to: new"], texts.Select(text => text.ToString()));
        Assert.Equal(["hi", "new"], mock.Prompts);
    }

    [Fact]
    public void Rates_are_shown_in_the_list_of_the_connection_only_if_they_are_set()
    {
        using var shell = new Shell();
        var text = shell.Show("Connect-Qubrid k -RequestsPerMinute 600 -TokensPerMinute 100000; Get-QubridConnection");
        Assert.Contains("RequestsPerMinute : 600\nTokensPerMinute   : 100000\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("PerMinute", shell.Show("Connect-Qubrid k; Get-QubridConnection"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RequestsPerMinute", "0")]
    [InlineData("RequestsPerMinute", "-1")]
    [InlineData("RequestsPerMinute", "1.4e10")]
    [InlineData("RequestsPerMinute", "many")]
    [InlineData("RequestsPerMinute", "@(1, 2)")]
    [InlineData("TokensPerMinute", "0")]
    [InlineData("TokensPerMinute", "-100")]
    [InlineData("TokensPerMinute", "99999999999")]
    public void Invalid_rate_is_an_error_that_names_the_parameter(string parameter, string value)
    {
        using var shell = new Shell();
        var error = shell.Run($"Connect-Qubrid k -{parameter} {value}").Error;
        Assert.Contains($"'{parameter}'", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(shell.Get("Get-QubridConnection"));
    }
}
