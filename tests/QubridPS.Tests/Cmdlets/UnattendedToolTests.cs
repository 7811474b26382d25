using System.Management.Automation.Host;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests tools that require an answer of the user in a session that cannot ask.</summary>
public class UnattendedToolTests
{
    private const string Commands = """
        $global:ran = [System.Collections.Generic.List[string]]::new()
        function Get-One { 'one' }
        function Remove-Tree {
            [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')] param([string] $Path)
            if ($PSCmdlet.ShouldProcess($Path)) { $global:ran.Add($Path) }
        }
        function Clear-Guarded { [CmdletBinding()] param([switch] $Force) if (-not $Force -and -not $PSCmdlet.ShouldContinue('Sure?', 'Clear')) { return }; $global:ran.Add('guarded') }
        function Clear-Nested { [CmdletBinding()] param() if ($PSCmdlet.ShouldContinue('Sure?', 'Clear')) { $global:ran.Add('nested') } }
        function Read-Answer { [CmdletBinding()] param() $null = $Host.UI.PromptForChoice('Sure?', 'Sure?', @('&Yes', '&No'), 0); $global:ran.Add('answer') }
        """;

    public static TheoryData<Exception> Failures =>
        [new HostException("No prompts."), new NotImplementedException(), new InvalidOperationException("No console."), new KeyNotFoundException(), new PSInvalidOperationException("NonInteractive")];

    [Theory]
    [MemberData(nameof(Failures))]
    public void Call_that_requires_confirmation_is_not_run_and_ends_the_command(Exception failure)
    {
        using var mock = CreateMock("Get-One", "Remove-Tree");
        mock.Shell.Host.Screen.PromptFailure = failure;
        var error = mock.Run("Invoke-QubridChat x -Tool Get-One, Remove-Tree").Error;
        Assert.Equal("Qubrid.NotInteractive,QubridPS.InvokeQubridChatCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidOperation, error.CategoryInfo.Category);
        Assert.Contains("'Remove-Tree'", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("-Confirm:$false", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(mock.Get("$ran"));
        Assert.Single(mock.Requests);
        var partial = PSObject.AsPSObject(PSObject.AsPSObject(error.Exception).GetValue("PartialCompletion")!);
        Assert.Equal("Let me see.", partial.GetText());
        var invocation = Assert.Single((System.Collections.IEnumerable)partial.GetValue("ToolInvocations")!);
        Assert.Equal("\"one\"", PSObject.AsPSObject(invocation!).GetText("Result"));
    }

    [Theory]
    [InlineData("Clear-Guarded")]
    [InlineData("Clear-Nested")]
    [InlineData("Read-Answer")]
    public void Command_that_prompts_by_itself_ends_the_command_and_does_not_continue(string tool)
    {
        using var mock = CreateMock(tool);
        mock.Shell.Host.Screen.PromptFailure = new HostException("No prompts.");
        var error = mock.Run($"Invoke-QubridChat x -Tool {tool}").Error;
        Assert.Equal("Qubrid.NotInteractive,QubridPS.InvokeQubridChatCommand", error.FullyQualifiedErrorId);
        Assert.Contains($"'{tool}'", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("Force", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(mock.Get("$ran"));
        Assert.Single(mock.Requests);
    }

    [Fact]
    public void Other_items_of_a_batch_are_sent()
    {
        using var mock = CreateMock("Remove-Tree");
        mock.Shell.Host.Screen.PromptFailure = new HostException("No prompts.");
        var result = mock.Run("'one', 'two', 'three' | Invoke-QubridChat -Tool Remove-Tree");
        Assert.Equal(["Done.", "Done."], result.Output.Select(completion => completion.GetText()));
        Assert.Equal("one", result.Error.TargetObject);
    }

    [Fact]
    public void Calls_run_without_a_prompt_if_confirmation_is_off()
    {
        using var mock = CreateMock("Remove-Tree");
        mock.Shell.Host.Screen.PromptFailure = new HostException("No prompts.");
        Assert.Equal("Done.", mock.Get("Invoke-QubridChat x -Tool Remove-Tree -Confirm:$false").Single().GetText());
        Assert.Single(mock.Get("$ran"));
    }

    [Theory]
    [InlineData("throw [System.NotImplementedException]::new('not now')")]
    [InlineData("[System.IO.File]::ReadAllText('/no/such/file')")]
    [InlineData("$Host.UI.RawUI.FlushInputBuffer(); throw [System.Management.Automation.Host.HostException]::new('no window')")]
    public void Other_errors_of_a_command_are_returned_to_the_model(string body)
    {
        using var mock = new MockShell();
        mock.Get("Add-QubridMockReply -ToolCall @{ Name = 'T' } -Times 1; Add-QubridMockReply 'Done.'");
        var completion = mock.Run($"Invoke-QubridChat x -Tool (New-QubridTool -Name T -ScriptBlock {{ [CmdletBinding()] param() {body} }})").Output.Single();
        Assert.Equal("Done.", completion.GetText());
    }

    private static MockShell CreateMock(params string[] tools)
    {
        var mock = new MockShell();
        mock.Get(Commands);
        var calls = string.Join(", ", tools.Select(tool => $"@{{ Name = '{tool}'; Arguments = @{{ {(tool == "Remove-Tree" ? "Path = '/x'" : "")} }} }}"));
        mock.Get($"Add-QubridMockReply 'Let me see.' -ToolCall {calls} -Times 1; Add-QubridMockReply 'Done.'");
        return mock;
    }
}
