using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

public class MockReplyTests
{
    [Theory]
    [InlineData("")]
    [InlineData("-NoStream")]
    public void Text_reply_is_returned_in_every_output_mode(string mode)
    {
        using var mock = new MockShell();
        Assert.Equal("All is well.", mock.Get($"Add-QubridMockReply 'All is well.'; Invoke-QubridChat hi {mode}").Single().GetText());
    }

    [Fact]
    public void Object_reply_is_returned_as_JSON()
    {
        using var mock = new MockShell();
        var text = mock.Get("Add-QubridMockReply -Json ([ordered]@{ severity = 'low'; hosts = @('a', 'b') }); Invoke-QubridChat hi").Single().GetText();
        Assert.Equal("""{"severity":"low","hosts":["a","b"]}""", text);
    }

    [Fact]
    public void First_matching_reply_with_remaining_uses_is_selected()
    {
        using var mock = new MockShell();
        mock.Get("""
            Add-QubridMockReply 'disk, once' -Match 'disk' -Times 1
            Add-QubridMockReply 'disk again' -Match 'DISK'
            Add-QubridMockReply 'to the small one' -Model small
            Add-QubridMockReply 'as a judge' -System 'judge'
            """);
        var texts = mock.Get("'a disk', 'a disk', 'net' | Invoke-QubridChat; Invoke-QubridChat net -Model small; Invoke-QubridChat net -System 'You are a judge.'")
            .Select(completion => completion.GetText());
        Assert.Equal(["disk, once", "disk again", "Mock answer to: net", "to the small one", "as a judge"], texts);
    }

    [Theory]
    [InlineData("'All is'", "-FinishReason length", "length")]
    [InlineData("-Json @{ a = 1 }", "-FinishReason content_filter", "content_filter")]
    [InlineData("'All is well.'", "", "stop")]
    [InlineData("-ToolCall @{ Name = 'T' }", "", "tool_calls")]
    [InlineData("-ToolCall @{ Name = 'T' }", "-FinishReason length", "length")]
    public void Finish_reason_of_a_reply_is_returned_in_every_output_mode(string reply, string finishReason, string expected)
    {
        using var mock = new MockShell();
        mock.Get($"Add-QubridMockReply {reply} {finishReason}");
        foreach (var mode in new[] { "", "-NoStream" })
        {
            Assert.Equal(expected, mock.Get("Invoke-QubridChat hi " + mode).Single().GetText("FinishReason"));
        }

        Assert.Equal(expected, mock.Get("Invoke-QubridChat hi -Stream")[^1].GetText("FinishReason"));
    }

    [Theory]
    [InlineData("-StatusCode 500 -FinishReason length")]
    [InlineData("'x' -FinishReason ''")]
    public void Invalid_finish_reason_is_rejected(string arguments)
    {
        using var mock = new MockShell();
        Assert.Single(mock.Run("Add-QubridMockReply " + arguments).AllErrors);
    }

    [Fact]
    public void Match_finds_the_prompt_and_the_correction_of_a_schema_retry()
    {
        using var mock = new MockShell();
        mock.Get("""
            Add-QubridMockReply '{"n":"x"}' -Match 'first' -Times 1
            Add-QubridMockReply -Json @{ n = 1 } -Match 'first'
            Add-QubridMockReply '{"n":"x"}' -Match 'second$' -Times 1
            Add-QubridMockReply -Json @{ n = 2 } -Match 'does not match'
            """);
        Assert.Equal(["1", "2"], mock.Get("'first', 'second' | Invoke-QubridChat -Schema 'n int' -AsObject").Select(data => data.GetText("n")));
        Assert.Equal(4, mock.Requests.Count);
        Assert.All(mock.Requests, request => Assert.Equal(true, request.GetValue("IsMatched")));
    }

    [Fact]
    public void Status_reply_with_RetryAfter_is_retried_successfully()
    {
        using var mock = new MockShell();
        mock.Get("Add-QubridMockReply 'Slow down.' -StatusCode 429 -RetryAfter 0.05 -Times 1");
        var completion = mock.Get("Invoke-QubridChat hi").Single();
        Assert.Equal(2, completion.GetValue("ClientMetrics.Attempts"));
        Assert.Equal(0.05, completion.GetValue("ClientMetrics.RetryDelaySeconds"));

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
    [InlineData("-ErrorAfter 1", "-NoStream", "Qubrid.StreamError", null)]
    [InlineData("-StallAfter 2", "-NoStream -OperationTimeoutSeconds 0.3", "Qubrid.Timeout", null)]
    public void Fault_occurs_after_the_given_number_of_tokens(string fault, string mode, string id, string? partialText)
    {
        using var mock = new MockShell();
        var error = mock.Run($"Add-QubridMockReply 'one two three' {fault}; Invoke-QubridChat hi -MaximumRetryCount 0 {mode}").Error;
        Assert.Equal(id, error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal(partialText, PSObject.AsPSObject(error.Exception).GetText("PartialCompletion.Text"));
    }

    [Fact]
    public void Drop_without_streaming_cuts_the_text()
    {
        using var mock = new MockShell();
        var error = mock.Run("Add-QubridMockReply ('one two three ' * 200) -DropAfter 2; Invoke-QubridChat hi -MaximumRetryCount 0 -NoStream").Error;
        Assert.Equal("Qubrid.StreamInterrupted", error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.True(string.IsNullOrEmpty(PSObject.AsPSObject(error.Exception).GetText("PartialCompletion.Text")));
    }

    [Fact]
    public void Strict_server_rejects_and_lists_unmatched_requests()
    {
        using var shell = new Shell();
        shell.Get("$mock = Start-QubridMockServer -Connect -Strict; Add-QubridMockReply 'yes' -Match 'known'");
        var result = shell.Run("'a known one', 'a stranger' | Invoke-QubridChat");
        Assert.Equal("yes", Assert.Single(result.Output).GetText());
        Assert.StartsWith("Qubrid.NotFound,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("a stranger", result.Error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal("a stranger", shell.Get("Get-QubridMockRequest -Unmatched").Single().GetText("Prompt"));
        Assert.Equal(2, shell.Get("Get-QubridMockRequest").Count);
    }

    [Fact]
    public void Requests_come_from_the_given_or_the_latest_server()
    {
        using var shell = new Shell();
        shell.Get("$one = Start-QubridMockServer -Connect; $null = Invoke-QubridChat 'to one'; $two = Start-QubridMockServer -Connect; $null = Invoke-QubridChat 'to two'");
        Assert.Equal("to two", shell.Get("Get-QubridMockRequest").Single().GetText("Prompt"));
        Assert.Equal("to one", shell.Get("$one | Get-QubridMockRequest").Single().GetText("Prompt"));
    }

    [Theory]
    [InlineData("Stop-QubridMockServer; Get-QubridMockRequest", "Qubrid.NoMockServer")]
    [InlineData("Add-QubridMockReply x -Match '('", "Qubrid.InvalidInput")]
    [InlineData("Add-QubridMockReply x -StatusCode 200", "ParameterArgumentValidationError")]
    [InlineData("Add-QubridMockReply x -Times 0", "ParameterArgumentValidationError")]
    public void Invalid_input_is_a_clear_error(string script, string id)
    {
        using var mock = new MockShell();
        Assert.Equal(id, mock.Run(script).Error.FullyQualifiedErrorId.Split(',')[0]);
    }
}
