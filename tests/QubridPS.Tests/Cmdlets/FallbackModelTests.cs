using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

public class FallbackModelTests
{
    private const string Setup = "Connect-Qubrid k -BaseUri $mock.BaseUri -Model first -MaximumRetryCount 1 -RetryIntervalSec 0; Add-QubridMockReply -Model second -Text from-second; ";

    public static TheoryData<string, int> Failures { get; } = new()
    {
        { "-StatusCode 503", 2 },
        { "-StatusCode 429", 2 },
        { "-StatusCode 429 -RetryAfter 1000", 1 },
        { "-StatusCode 404", 1 },
        { "-DropAfter 0", 2 },
        { "-Text 'one two three' -DropAfter 2", 2 },
        { "-Text 'one two three' -ErrorAfter 2", 1 },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void Next_model_answers_after_the_retries(string failure, int attempts)
    {
        using var shell = new MockShell();
        var result = shell.Run(Setup + $"Add-QubridMockReply -Model first {failure}; Invoke-QubridChat hi -FallbackModel second, third");
        Assert.Empty(result.AllErrors);
        Assert.Equal("from-second", result.Output.Single().GetText());
        Assert.Equal("second", result.Output.Single().GetText("Model"));
        Assert.StartsWith("The model first failed, and second is used instead.", result.Warnings.Single(), StringComparison.Ordinal);
        Assert.Equal([.. Enumerable.Repeat("first", attempts), "second"], shell.Requests.Select(request => request.GetText("Model")));
    }

    [Theory]
    [InlineData("-StatusCode 400")]
    [InlineData("-StatusCode 401")]
    [InlineData("-StatusCode 422")]
    public void Rejected_request_is_not_sent_to_another_model(string failure)
    {
        using var shell = new MockShell();
        var result = shell.Run(Setup + $"Add-QubridMockReply -Model first {failure}; Invoke-QubridChat hi -FallbackModel second");
        Assert.Single(result.AllErrors);
        Assert.Empty(result.Warnings);
        Assert.Single(shell.Requests);
    }

    [Theory]
    [InlineData("-Stream")]
    [InlineData("-Live")]
    public void Text_that_was_output_is_not_followed_by_another_model(string mode)
    {
        using var shell = new MockShell();
        var result = shell.Run(Setup + $"Add-QubridMockReply -Model first -Text 'one two three' -DropAfter 2; Invoke-QubridChat hi {mode} -FallbackModel second");
        Assert.StartsWith("Qubrid.StreamInterrupted,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(shell.Requests);
    }

    [Theory]
    [InlineData("-Stream")]
    [InlineData("-Live")]
    [InlineData("-NoStream")]
    public void Output_modes_emit_the_answer_of_the_other_model_once(string mode)
    {
        using var shell = new MockShell();
        var result = shell.Run(Setup + $"Add-QubridMockReply -Model first -StatusCode 503; Invoke-QubridChat hi {mode} -FallbackModel second");
        Assert.Empty(result.AllErrors);
        Assert.Equal("from-second", string.Concat(result.Output.Select(output => output.GetText())));
        Assert.Single(result.Warnings);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-ThrottleLimit 2")]
    public void Batch_does_not_try_a_model_that_is_down_for_every_item(string limit)
    {
        using var shell = new MockShell();
        var result = shell.Run(Setup + $"Add-QubridMockReply -Model first -StatusCode 503; 1..20 | Invoke-QubridChat -Prompt {{ \"item $_\" }} {limit} -FallbackModel second -Verbose");
        Assert.Empty(result.AllErrors);
        Assert.Equal(20, result.Output.Count);
        Assert.Single(result.Warnings);
        Assert.InRange(shell.Requests.Count(request => request.GetText("Model") == "first"), 2, 4);
        Assert.Contains(result.Verbose, line => line.StartsWith("The model first is not tried, because it is down: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Last_error_names_the_models_when_all_fail()
    {
        using var shell = new MockShell();
        var result = shell.Run(
            "Connect-Qubrid k -BaseUri $mock.BaseUri -Model first -MaximumRetryCount 0; Add-QubridMockReply -StatusCode 503; "
            + "Invoke-QubridChat hi -FallbackModel second, third");
        Assert.StartsWith("Qubrid.ServerError,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("The models first, second, third were tried in turn.", result.Error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("3 attempts were made.", result.Error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(2, result.Warnings.Count);
    }

    [Fact]
    public void Model_of_a_row_is_tried_first_and_duplicates_once()
    {
        using var shell = new MockShell();
        shell.Run(
            "Connect-Qubrid k -BaseUri $mock.BaseUri -Model first -MaximumRetryCount 0; Add-QubridMockReply -StatusCode 503; "
            + "[pscustomobject]@{ Prompt = 'hi'; Model = 'mine' } | Invoke-QubridChat -FallbackModel second, mine, second, third");
        Assert.Equal(["mine", "second", "third"], shell.Requests.Select(request => request.GetText("Model")));
    }

    [Fact]
    public void Tool_conversation_continues_with_the_model_that_answered()
    {
        using var shell = new MockShell();
        var result = shell.Run(
            "function Get-Number { 5 }; Connect-Qubrid k -BaseUri $mock.BaseUri -Model first -MaximumRetryCount 0; Add-QubridMockReply -Model first -StatusCode 503 -Times 1; "
            + "Add-QubridMockReply -Model second -ToolCall @{ Name = 'Get-Number' } -Times 1; Invoke-QubridChat hi -FallbackModel second -Tool Get-Number");
        Assert.Empty(result.AllErrors);
        Assert.Equal(["first", "second", "second"], shell.Requests.Select(request => request.GetText("Model")));
        Assert.Equal("second", result.Output.Single().GetText("Model"));
    }

    [Fact]
    public void Schema_is_validated_for_the_other_model()
    {
        using var shell = new MockShell();
        var result = shell.Run(
            "Connect-Qubrid k -BaseUri $mock.BaseUri -Model first -MaximumRetryCount 0; Add-QubridMockReply -Model first -StatusCode 503 -Times 1; "
            + "Add-QubridMockReply -Model second -Text nonsense -Times 1; Add-QubridMockReply -Model second -Json @{ a = 1 }; "
            + "Invoke-QubridChat hi -FallbackModel second -Schema @{ a = 'int' } -AsObject");
        Assert.Empty(result.AllErrors);
        Assert.Equal(1, Convert.ToInt32(result.Output.Single().GetValue("a"), System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(["first", "second", "second"], shell.Requests.Select(request => request.GetText("Model")));
    }

    [Fact]
    public void Checkpoint_and_journal_restore_the_answer_of_the_other_model()
    {
        using var folder = new TemporaryFolder();
        using var shell = new MockShell();
        var script = "Connect-Qubrid k -BaseUri $mock.BaseUri -Model first -MaximumRetryCount 0 -Journal \"$path.j\" -JournalMode Auto; "
            + "'hi' | Invoke-QubridChat -FallbackModel second -Checkpoint $path; 'there' | Invoke-QubridChat -FallbackModel second";
        shell.Run("param($path) Add-QubridMockReply -Model first -StatusCode 503; " + script, folder.File("c"));
        var sent = shell.Requests.Count;
        var again = shell.Run("param($path) " + script, folder.File("c"));
        Assert.Equal(["second", "second"], again.Output.Select(output => output.GetText("Model")));
        Assert.Equal(sent, shell.Requests.Count);
        Assert.Empty(again.Warnings);
    }

    [Fact]
    public void Total_timeout_applies_to_all_models_together()
    {
        using var shell = new MockShell();
        var result = shell.Run(
            "Connect-Qubrid k -BaseUri $mock.BaseUri -Model first -MaximumRetryCount 0; Add-QubridMockReply -Text 'one two' -StallAfter 0; "
            + "Invoke-QubridChat hi -FallbackModel second, third -TimeoutSeconds 0.5");
        Assert.StartsWith("Qubrid.Timeout,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("total timeout of 0.5 s", result.Error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Single(shell.Requests);
    }

    [Theory]
    [InlineData("''")]
    [InlineData("' '")]
    [InlineData("$null")]
    [InlineData("@()")]
    [InlineData("'a', $null")]
    public void Invalid_value_is_an_error_that_names_the_parameter(string value)
    {
        using var shell = new MockShell();
        var error = shell.Run($"Invoke-QubridChat hi -FallbackModel {value}").Error;
        Assert.Contains("FallbackModel", error.ErrorDetails?.Message ?? error.ToString(), StringComparison.Ordinal);
        Assert.Empty(shell.Requests);
    }

    [Fact]
    public void WhatIf_shows_the_first_model()
    {
        using var shell = new MockShell();
        Assert.Contains("model first", shell.Shell.Show(Setup + "Invoke-QubridChat hi -FallbackModel second -WhatIf"), StringComparison.Ordinal);
    }
}
