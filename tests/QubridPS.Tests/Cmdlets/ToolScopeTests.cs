using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests that a tool runs as if it was typed: in its module and in its own scope, without prompting for missing parameters.</summary>
public class ToolScopeTests
{
    [Fact]
    public void Module_function_sees_private_members_of_its_module()
    {
        using var mock = new MockShell();
        var completion = InvokeTool(mock, "Get-OpsState", "@{ What = 'disk' }", """
            New-Module Ops {
                $script:Server = 'sql02'
                function Read-Private { 'private' }
                function Get-OpsState { param([string] $What) "$What on $script:Server, $(Read-Private)" }
                Export-ModuleMember Get-OpsState
            } | Import-Module
            """);
        Assert.Equal("\"disk on sql02, private\"", completion);
    }

    [Fact]
    public void Closure_keeps_its_captured_variables()
    {
        using var mock = new MockShell();
        var completion = InvokeTool(mock, "(New-QubridTool -Name Add-Seven -ScriptBlock $block)", "@{ Number = 4 }", """
            function New-Block { $seven = 7; { param([int] $Number) $Number + $seven }.GetNewClosure() }
            $block = New-Block
            $seven = 100
            """, "Add-Seven");
        Assert.Equal("11", completion);
    }

    [Fact]
    public void Variables_set_by_a_tool_stay_in_its_scope()
    {
        using var mock = new MockShell();
        var seen = mock.Get("""
            function Read-Path { param([string] $Path) $ErrorActionPreference = 'SilentlyContinue'; $inner = 1; $Path }
            $Path = '/mine'
            Add-QubridMockReply -ToolCall @{ Name = 'Read-Path'; Arguments = @{ Path = '/etc' } } -Times 1
            $answer = Invoke-QubridChat x -Tool Read-Path
            "$($answer.ToolInvocations[0].Result) $Path $ErrorActionPreference $inner"
            """).Single();
        Assert.Equal("\"/etc\" /mine Continue ", seen.ToString());
    }

    [Fact]
    public void Script_block_tool_does_not_shadow_a_function()
    {
        using var mock = new MockShell();
        var completion = InvokeTool(mock, "(New-QubridTool -Name Restart-Box -ScriptBlock { <# .SYNOPSIS Starts it anew. #> 'the tool' })", "@{}", """
            function Restart-Box { 'the function' }
            """, "Restart-Box");
        Assert.Equal("\"the tool\"", completion);
        Assert.Equal("the function", mock.Get("Restart-Box").Single().ToString());
    }

    [Fact]
    public void Circular_aliases_are_an_error()
    {
        using var shell = new Shell();
        var error = shell.Run("""
            $ExecutionContext.SessionState.InvokeProvider.Item.Set('alias:one', 'two')
            $ExecutionContext.SessionState.InvokeProvider.Item.Set('alias:two', 'one')
            New-QubridTool one
            """).Error;
        Assert.StartsWith("Qubrid.InvalidTool,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Script_without_help_becomes_a_tool()
    {
        using var folder = new TemporaryFolder();
        var script = Path.Combine(folder.Path, "Get-It.ps1");
        File.WriteAllText(script, "param([int] $Number) $Number");
        using var shell = new Shell();
        var result = shell.Run($"New-QubridTool '{script}'");
        Assert.Empty(result.AllErrors);
        Assert.Equal("Get-It_ps1", result.Output.Single().ToString());
    }

    [Theory]
    [InlineData("@{ Why = 'slow' }")]
    [InlineData("@{ Name = $null }")]
    public void Missing_mandatory_argument_does_not_prompt(string arguments)
    {
        using var mock = new MockShell();
        var completion = InvokeTool(mock, "Restart-Box", arguments, """
            function Restart-Box { param([Parameter(Mandatory)] [string] $Name, [string] $Why) "restarted $Name" }
            """);
        Assert.Equal("""{"error":"Restart-Box requires the parameter 'Name'."}""", completion);
    }

    [Fact]
    public void Secret_function_of_a_module_does_not_change_the_session()
    {
        using var mock = new MockShell();
        var name = mock.Get("""
            New-Module Vault { function Unlock { 'the-key' }; function Get-Secret { param($Name, $Vault) Unlock }; Export-ModuleMember Get-Secret } | Import-Module
            $Name = 'web07'
            $uri = (Get-QubridConnection).BaseUri
            Connect-Qubrid -SecretName key -BaseUri $uri
            $Name
            """).Single();
        Assert.Equal("web07", name.ToString());
    }

    // Returns the result of a single tool call.
    private static string InvokeTool(MockShell mock, string tool, string arguments, string setup, string? name = null)
    {
        mock.Get($"{setup}\nAdd-QubridMockReply -ToolCall @{{ Name = '{name ?? tool}'; Arguments = {arguments} }} -Times 1; Add-QubridMockReply done");
        return mock.Get($"(Invoke-QubridChat x -Tool {tool}).ToolInvocations[0].Result").Single().ToString();
    }
}
