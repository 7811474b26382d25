using System.Text.Json;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests -Tool: which commands a model can call, and which results it receives.</summary>
public class ToolTests
{
    private const string Commands = """
        function Get-Disk1 {
            <#
            .SYNOPSIS
            Says how full a disk is.
            .PARAMETER Name
            The drive's letter.
            #>
            [CmdletBinding()]
            param(
                [Parameter(Mandatory)] [ValidateSet('C', 'D')] [string] $Name,
                [ValidateRange(1, 30)] [int] $Days = 1,
                [string[]] $Tag,
                [switch] $Full,
                [Parameter(HelpMessage = 'When')] [datetime] $At,
                [System.DayOfWeek] $Day,
                [hashtable] $More,
                [scriptblock] $Filter,
                [securestring] $Secret
            )
            "$Name $Days $($Tag -join '+') $Full $($At.Year) $Day $($More.a)"
        }
        function Clear-Thing {
            [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
            param([string] $Path)
            if ($PSCmdlet.ShouldProcess($Path)) { $script:cleared += @($Path); "cleared $Path" }
        }
        """;

    [Fact]
    public void Function_tool_has_parameters_limits_and_help()
    {
        using var shell = new Shell();
        var tool = shell.Get(Commands + "\nNew-QubridTool Get-Disk1").Single();
        Assert.Equal("Get-Disk1", tool.GetText("Name"));
        Assert.Equal("Says how full a disk is.", tool.GetText("Description"));
        Assert.Equal(
            """
            {"type":"object","properties":{"Name":{"type":"string","enum":["C","D"],"description":"The drive's letter."},
            "Days":{"type":"integer","minimum":1,"maximum":30},"Tag":{"type":"array","items":{"type":"string"}},"Full":{"type":"boolean"},
            "At":{"type":"string","format":"date-time","description":"When"},
            "Day":{"type":"string","enum":["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"]},
            "More":{"type":"object"}},"required":["Name"],"additionalProperties":false}
            """.ReplaceLineEndings(""),
            tool.GetText("Schema"));
    }

    [Fact]
    public void Cmdlet_application_alias_and_script_block_become_tools()
    {
        using var shell = new Shell();
        var tools = shell.Get("""
            New-QubridTool Get-Command -Parameter Name
            Get-Command Get-Help, Get-Module | New-QubridTool
            New-QubridTool -Name Add-Two -ScriptBlock { param([int] $A, [int] $B) $A + $B } -Description 'Adds.'
            New-QubridTool gmo -Name which
            """);
        Assert.Equal(["Get-Command", "Get-Help", "Get-Module", "Add-Two", "which"], tools.Select(tool => tool.GetText("Name")));
        Assert.Equal(["Name"], GetSchemaProperties(tools[0]));
        Assert.DoesNotContain("Verbose", GetSchemaProperties(tools[1]));
        Assert.Equal(["A", "B"], GetSchemaProperties(tools[3]));
        Assert.Equal("Adds.", tools[3].GetText("Description"));
        Assert.Empty(shell.Get("Get-Command Add-Two -ErrorAction Ignore"));
    }

    [Theory]
    [InlineData("No-Such", "command 'No-Such' was not found")]
    [InlineData("Get-Command -Parameter Nothing", "no parameter 'Nothing'")]
    [InlineData("{ 1 }", "requires a tool name")]
    [InlineData("/bin/sh", "cannot be used as a tool")]
    [InlineData("ForEach-Object", "-Process")]
    public void Invalid_tool_is_reported(string arguments, string message)
    {
        using var shell = new Shell();
        var error = shell.Run("New-QubridTool " + arguments).Error;
        Assert.StartsWith("Qubrid.InvalidTool,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(message, error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-NoStream")]
    [InlineData("-Stream")]
    [InlineData("-Live")]
    public void Calls_run_in_order_and_their_results_are_sent(string mode)
    {
        using var mock = CreateMock("""
            Add-QubridMockReply -ToolCall @{ Name = 'Get-Disk1'; Arguments = @{ Name = 'C'; Days = 3; Tag = 'x', 'y'; Full = $true; At = '2026-01-02'; Day = 'Monday'; More = @{ a = 5 } } }, @{ Name = 'get-disk1'; Arguments = @{ Name = 'D'; Days = $null } } -Times 1
            Add-QubridMockReply 'Both are full.'
            """);
        var output = mock.Get("Invoke-QubridChat 'How full?' -Tool Get-Disk1 " + mode);
        var completion = mode == "-Stream" ? PSObject.AsPSObject(output[^1].GetValue("Completion")!) : output.Single();
        Assert.Equal("Both are full.", mode == "-Stream" ? string.Concat(output.Select(update => update.GetText())) : completion.GetText());
        Assert.Equal(["\"C 3 x+y True 2026 Monday 5\"", "\"D 1  False   \""], GetInvocations(completion).Select(invocation => invocation.GetText("Result")));
        Assert.All(GetInvocations(completion), invocation => Assert.Equal((1, false, true), (invocation.GetValue("Round"), invocation.GetValue("IsError"), (TimeSpan)invocation.GetValue("Duration")! > TimeSpan.Zero)));

        var messages = mock.Body(1).GetProperty("messages").EnumerateArray().ToList();
        Assert.Equal(["user", "assistant", "tool", "tool"], messages.Select(message => message.GetProperty("role").GetString()));
        Assert.Equal(
            messages[1].GetProperty("tool_calls").EnumerateArray().Select(call => call.GetProperty("id").GetString()),
            messages.Skip(2).Select(message => message.GetProperty("tool_call_id").GetString()));
        Assert.Equal(5, ((System.Collections.IEnumerable)completion.GetValue("Messages")!).Cast<object>().Count());
        Assert.True((long)completion.GetValue("Usage.PromptTokens")! > 2 * 2); // the sum of both requests; the second contains the results
    }

    [Theory]
    [InlineData("@{ Name = 'Nothing' }", "The tool 'Nothing' does not exist. The available tools are: Get-Disk1.")]
    [InlineData("@{ Name = 'Get-Disk1'; Arguments = @{ Name = 'C'; OutVariable = 'x' } }", "Get-Disk1 has no parameter 'OutVariable'")]
    [InlineData("@{ Name = 'Get-Disk1'; Arguments = @{ Name = 'C'; Filter = '{ 1 }' } }", "Get-Disk1 has no parameter 'Filter'")]
    [InlineData("@{ Name = 'Get-Disk1'; Arguments = @{ Name = 'X' } }", "ValidateSet")]
    [InlineData("@{ Name = 'Get-Disk1'; Arguments = @{ Name = 'C'; Days = 'many' } }", "Days")]
    [InlineData("@{ Name = 'Get-Disk1' }", "Name")]
    [InlineData("@{ Name = 'Get-Disk1'; Arguments = 'no json' }", "not valid JSON")]
    [InlineData("@{ Name = 'Get-Disk1'; Arguments = '[1]' }", "not a JSON object")]
    [InlineData("@{ Name = 'Get-Disk1'; Arguments = '{\"Name\":\"\\ud800\"}' }", "not valid JSON")]
    [InlineData("@{ Name = 'Get-Disk1'; Arguments = '{\"\\udc00\":1}' }", "not valid JSON")]
    public void Invalid_call_is_reported_to_the_model(string call, string message)
    {
        using var mock = CreateMock($"Add-QubridMockReply -ToolCall {call} -Times 1; Add-QubridMockReply 'Sorry.'");
        var completion = mock.Get("Invoke-QubridChat x -Tool Get-Disk1").Single();
        var invocation = GetInvocations(completion).Single();
        Assert.Equal(true, invocation.GetValue("IsError"));
        Assert.Contains(message, JsonDocument.Parse(invocation.GetText("Result")!).RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal("Sorry.", completion.GetText());
    }

    [Fact]
    public void Argument_is_never_executed()
    {
        using var mock = CreateMock("""
            Add-QubridMockReply -ToolCall @{ Name = 'Say'; Arguments = @{ Text = '$(throw 1); ''; "; throw 2 #' } } -Times 1
            Add-QubridMockReply 'Done.'
            """);
        var completion = mock.Get("Invoke-QubridChat x -Tool (New-QubridTool -Name Say -ScriptBlock { param([string] $Text) $Text })").Single();
        Assert.Equal("""$(throw 1); '; "; throw 2 #""", JsonDocument.Parse(GetInvocations(completion).Single().GetText("Result")!).RootElement.GetString());
    }

    [Theory]
    [InlineData("throw 'broken'", """{"error":"broken"}""", true)]
    [InlineData("$PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new([Exception]::new('half'), 'x', 'NotSpecified', $null))", """{"error":"half"}""", true)]
    [InlineData("1; $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new([Exception]::new('half'), 'x', 'NotSpecified', $null))", """{"output":1,"error":"half"}""", true)]
    [InlineData("", "[]", false)]
    [InlineData("1, 2", "[1,2]", false)]
    [InlineData("@{ a = 1 }", """{"a":1}""", false)]
    [InlineData("[pscustomobject]@{ a = [datetime]'2026-01-02' }", """{"a":"2026-01-02T00:00:00.0000000"}""", false)]
    public void Result_is_JSON_and_an_error_is_marked(string body, string result, bool isError)
    {
        using var mock = CreateMock("Add-QubridMockReply -ToolCall @{ Name = 'T' } -Times 1; Add-QubridMockReply 'Done.'");
        var pipeline = mock.Run($"Invoke-QubridChat x -Tool (New-QubridTool -Name T -ScriptBlock {{ [CmdletBinding()] param() {body} }})");
        Assert.Empty(pipeline.AllErrors);
        var invocation = GetInvocations(pipeline.Output.Single()).Single();
        Assert.Equal((result, isError), (invocation.GetText("Result"), invocation.GetValue("IsError")));
    }

    [Fact]
    public void Round_limit_ends_the_call_and_reports_the_invocations()
    {
        using var mock = CreateMock("Add-QubridMockReply -ToolCall @{ Name = 'Get-Disk1'; Arguments = @{ Name = 'C' } }");
        var error = mock.Run("Invoke-QubridChat x -Tool Get-Disk1 -MaxToolRound 3").Error;
        Assert.StartsWith("Qubrid.ToolRoundLimit,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(4, mock.Requests.Count);
        Assert.Equal([1, 2, 3], GetInvocations(PSObject.AsPSObject(PSObject.AsPSObject(error.Exception).GetValue("PartialCompletion")!)).Select(invocation => invocation.GetValue("Round")));
    }

    [Theory]
    [InlineData("", "&Yes", 1, true)]
    [InlineData("", "&No", 1, false)]
    [InlineData("-Confirm:$false", "&No", 0, true)]
    public void High_impact_command_asks_for_confirmation(string arguments, string choice, int questions, bool runs)
    {
        using var mock = CreateMock("Add-QubridMockReply -ToolCall @{ Name = 'Clear-Thing'; Arguments = @{ Path = '/tmp/x' } } -Times 1; Add-QubridMockReply 'Done.'");
        mock.Shell.Host.Screen.Choice = choice;
        var completion = mock.Get("Invoke-QubridChat x -Tool Clear-Thing " + arguments).Single();
        Assert.Equal(questions, mock.Shell.Host.Screen.Questions.Count);
        Assert.Equal(runs ? "\"cleared /tmp/x\"" : """{"error":"The user declined this call."}""", GetInvocations(completion).Single().GetText("Result"));
    }

    [Fact]
    public void Low_impact_command_asks_with_Confirm()
    {
        using var mock = CreateMock("Add-QubridMockReply -ToolCall @{ Name = 'Get-Disk1'; Arguments = @{ Name = 'C' } }, @{ Name = 'Get-Disk1'; Arguments = @{ Name = 'D' } } -Times 1; Add-QubridMockReply 'Done.'");
        mock.Shell.Host.Screen.Choice = "&Yes";
        mock.Get("Invoke-QubridChat x -Tool Get-Disk1 -Confirm");
        Assert.Equal(2, mock.Shell.Host.Screen.Questions.Count(question => question.Contains("Get-Disk1", StringComparison.Ordinal)));
    }

    [Fact]
    public void WhatIf_shows_the_tools_and_sends_nothing()
    {
        using var mock = CreateMock("");
        Assert.Empty(mock.Get("Invoke-QubridChat x -Tool Get-Disk1, Clear-Thing -WhatIf"));
        Assert.Contains("The model could call Get-Disk1 (Name, Days, Tag, Full, At, Day, More), without confirmation.\n", mock.Shell.Host.Screen.Text, StringComparison.Ordinal);
        Assert.Contains("The model could call Clear-Thing (Path), with confirmation of each call.\n", mock.Shell.Host.Screen.Text, StringComparison.Ordinal);
        Assert.Empty(mock.Requests);
        Assert.Contains("\"name\":\"Get-Disk1\"", mock.Shell.Host.Screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Tools_and_schema_return_data()
    {
        using var mock = CreateMock("Add-QubridMockReply -ToolCall @{ Name = 'Get-Disk1'; Arguments = @{ Name = 'C' } } -Times 1; Add-QubridMockReply -Json @{ full = $true }");
        Assert.Equal(true, mock.Get("Invoke-QubridChat x -Tool Get-Disk1 -Schema 'full bool' -AsObject").Single().GetValue("full"));
    }

    [Fact]
    public void Each_request_has_its_own_rounds()
    {
        using var mock = CreateMock("Add-QubridMockReply -ToolCall @{ Name = 'Get-Disk1'; Arguments = @{ Name = 'C' } } -Match one -Times 1; Add-QubridMockReply 'Done.'");
        Assert.Equal([1, 0], mock.Get("'one', 'two' | Invoke-QubridChat -Tool Get-Disk1 -MaxToolRound 1").Select(completion => GetInvocations(completion).Count));
    }

    [Fact]
    public void Too_large_result_is_not_sent()
    {
        using var mock = CreateMock("Add-QubridMockReply -ToolCall @{ Name = 'T' } -Times 1");
        var error = mock.Run("Invoke-QubridChat x -MaxInputTokens 100 -Tool (New-QubridTool -Name T -ScriptBlock { 'word ' * 1000 })").Error;
        Assert.StartsWith("Qubrid.InputTooLarge,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(mock.Requests);
    }

    [Fact]
    public void Recording_with_tools_is_replayed()
    {
        using var folder = new TemporaryFolder();
        using var mock = CreateMock("Add-QubridMockReply -ToolCall @{ Name = 'Get-Disk1'; Arguments = @{ Name = 'C' } } -Times 1; Add-QubridMockReply 'Done.'");
        mock.Get("param($f) Connect-Qubrid -ApiKey k -BaseUri $mock.BaseUri -Journal $f; Invoke-QubridChat x -Tool Get-Disk1", folder.File("j"));
        var again = mock.Get("param($f) Connect-Qubrid -Journal $f -JournalMode Replay; Invoke-QubridChat x -Tool Get-Disk1", folder.File("j")).Single();
        Assert.Equal("Done.", again.GetText());
        Assert.Single(GetInvocations(again));
        Assert.Equal(2, mock.Requests.Count);
    }

    [Fact]
    public async Task Stopping_the_pipeline_stops_a_running_tool()
    {
        using var mock = CreateMock("Add-QubridMockReply -ToolCall @{ Name = 'T' }");
        var started = new TaskCompletionSource();
        using var pipeline = mock.Shell.Create("param($entered) Invoke-QubridChat x -Tool (New-QubridTool -Name T -ScriptBlock { [void]$entered.TrySetResult(); while ($true) { [System.Threading.Thread]::Sleep(5) } })", started);
        var running = pipeline.BeginInvoke();
        await started.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await pipeline.StopAsync(null, null).WaitAsync(TimeSpan.FromSeconds(5));
        Assert.Throws<PipelineStoppedException>(() => pipeline.EndInvoke(running));
        Assert.Single(mock.Requests);
    }

    [Theory]
    [InlineData("-Tool Get-Disk1 -ThrottleLimit 2", "Qubrid.InvalidInput")]
    [InlineData("-MaxToolRound 2", "Qubrid.InvalidInput")]
    [InlineData("-Tool Get-Disk1, Get-Disk1", "Qubrid.InvalidTool")]
    [InlineData("-Tool 7", "Qubrid.InvalidTool")]
    [InlineData("-Tool Get-Disk1 -AdditionalProperty @{ tools = 1 }", "Qubrid.ReservedProperty")]
    public void Conflicting_parameters_are_reported_and_nothing_is_sent(string arguments, string id)
    {
        using var mock = CreateMock("");
        Assert.StartsWith(id + ",", mock.Run("Invoke-QubridChat x " + arguments).Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(mock.Requests);
    }

    private static MockShell CreateMock(string replies)
    {
        var mock = new MockShell();
        mock.Get(Commands + "\n" + replies);
        return mock;
    }

    private static List<PSObject> GetInvocations(PSObject completion) => [.. ((System.Collections.IEnumerable)completion.GetValue("ToolInvocations")!).Cast<object>().Select(PSObject.AsPSObject)];

    private static IEnumerable<string> GetSchemaProperties(PSObject tool) =>
        JsonDocument.Parse(tool.GetText("Schema")!).RootElement.GetProperty("properties").EnumerateObject().Select(property => property.Name);
}
