using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

public class MockReplyTests
{
    [Theory]
    [InlineData("")]
    [InlineData("-NoStream")]
    public void A_text_is_the_answer_in_every_mode(string mode)
    {
        using var mock = new MockShell();
        Assert.Equal("All is well.", mock.Get($"Add-QubridMockReply 'All is well.'; Invoke-QubridChat hi {mode}").Single().Text());
    }

    [Fact]
    public void An_object_is_answered_as_its_JSON()
    {
        using var mock = new MockShell();
        var text = mock.Get("Add-QubridMockReply -Json ([ordered]@{ severity = 'low'; hosts = @('a', 'b') }); Invoke-QubridChat hi").Single().Text();
        Assert.Equal("""{"severity":"low","hosts":["a","b"]}""", text);
    }

    [Fact]
    public void The_first_that_matches_and_has_uses_left_is_taken()
    {
        using var mock = new MockShell();
        mock.Get("""
            Add-QubridMockReply 'disk, once' -Match 'disk' -Times 1
            Add-QubridMockReply 'disk again' -Match 'DISK'
            Add-QubridMockReply 'to the small one' -Model small
            Add-QubridMockReply 'as a judge' -System 'judge'
            """);
        var texts = mock.Get("'a disk', 'a disk', 'net' | Invoke-QubridChat; Invoke-QubridChat net -Model small; Invoke-QubridChat net -System 'You are a judge.'")
            .Select(answer => answer.Text());
        Assert.Equal(["disk, once", "disk again", "Mock answer to: net", "to the small one", "as a judge"], texts);
    }

    [Fact]
    public void A_status_is_an_error_with_its_wait_and_then_the_retry_succeeds()
    {
        using var mock = new MockShell();
        mock.Get("Add-QubridMockReply 'Slow down.' -StatusCode 429 -RetryAfter 0.05 -Times 1");
        var answer = mock.Get("Invoke-QubridChat hi").Single();
        Assert.Equal(2, answer.Get("ClientMetrics.Attempts"));
        Assert.Equal(0.05, answer.Get("ClientMetrics.RetryDelaySeconds"));

        mock.Get("Add-QubridMockReply 'Not you.' -StatusCode 403");
        var error = mock.Run("Invoke-QubridChat hi").Error;
        Assert.StartsWith("Qubrid.Unauthorized,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Not you.", error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-DropAfter 2", "", "Qubrid.StreamInterrupted", "one two")]
    [InlineData("-ErrorAfter 1", "", "Qubrid.StreamError", "one")]
    [InlineData("-StallAfter 2", "-OperationTimeoutSeconds 0.3", "Qubrid.StreamInterrupted", "one two")]
    [InlineData("-DropAfter 0", "", "Qubrid.StreamInterrupted", null)]
    [InlineData("-DropAfter 2", "-NoStream", "Qubrid.StreamInterrupted", null)]
    [InlineData("-ErrorAfter 1", "-NoStream", "Qubrid.StreamError", null)]
    [InlineData("-StallAfter 2", "-NoStream -OperationTimeoutSeconds 0.3", "Qubrid.Timeout", null)]
    public void What_breaks_after_some_tokens_breaks_there(string how, string mode, string id, string? came)
    {
        using var mock = new MockShell();
        var error = mock.Run($"Add-QubridMockReply 'one two three' {how}; Invoke-QubridChat hi -MaximumRetryCount 0 {mode}").Error;
        Assert.Equal(id, error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal(came, PSObject.AsPSObject(error.Exception).Text("PartialCompletion.Text"));
    }

    [Fact]
    public void A_strict_server_fails_what_it_was_not_told_of_and_lists_it()
    {
        using var shell = new Shell();
        shell.Get("$mock = Start-QubridMockServer -Connect -Strict; Add-QubridMockReply 'yes' -Match 'known'");
        var result = shell.Run("'a known one', 'a stranger' | Invoke-QubridChat");
        Assert.Equal("yes", Assert.Single(result.Output).Text());
        Assert.StartsWith("Qubrid.NotFound,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("a stranger", result.Error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal("a stranger", shell.Get("Get-QubridMockRequest -Unmatched").Single().Text("Prompt"));
        Assert.Equal(2, shell.Get("Get-QubridMockRequest").Count);
    }

    [Fact]
    public void Requests_are_of_the_given_server_or_the_newest()
    {
        using var shell = new Shell();
        shell.Get("$one = Start-QubridMockServer -Connect; $null = Invoke-QubridChat 'to one'; $two = Start-QubridMockServer -Connect; $null = Invoke-QubridChat 'to two'");
        Assert.Equal("to two", shell.Get("Get-QubridMockRequest").Single().Text("Prompt"));
        Assert.Equal("to one", shell.Get("$one | Get-QubridMockRequest").Single().Text("Prompt"));
    }

    [Theory]
    [InlineData("Stop-QubridMockServer; Get-QubridMockRequest", "Qubrid.NoMockServer")]
    [InlineData("Add-QubridMockReply x -Match '('", "Qubrid.InvalidInput")]
    [InlineData("Add-QubridMockReply x -StatusCode 200", "ParameterArgumentValidationError")]
    [InlineData("Add-QubridMockReply x -Times 0", "ParameterArgumentValidationError")]
    public void Bad_input_is_a_clear_error(string script, string id)
    {
        using var mock = new MockShell();
        Assert.Equal(id, mock.Run(script).Error.FullyQualifiedErrorId.Split(',')[0]);
    }
}
