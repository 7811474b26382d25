using System.Text.Json;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests the confirmation prompt of tool calls. The values in it come from the model.</summary>
public class ToolConfirmationTests
{
    private const string Commands = """
        $global:ran = [System.Collections.Generic.List[string]]::new()
        function Remove-Tree {
            [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
            param([string] $Path, [string[]] $Tag, [hashtable] $More, [switch] $Recurse, [switch] $Force)
            if ($Force -or $PSCmdlet.ShouldProcess($Path)) { $global:ran.Add($Path) }
        }
        function Clear-Tree {
            [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
            param([string] $Path)
            if ($PSCmdlet.ShouldProcess($Path)) { $global:ran.Add("clear $Path") }
        }
        """;

    public static TheoryData<string, string> Arguments => new()
    {
        { """{"Path":"/tmp/x","Recurse":true}""", "The model requests to run Remove-Tree with -Path '/tmp/x' -Recurse $true" },
        { """{"Tag":["a","b"],"More":{"k":1}}""", """The model requests to run Remove-Tree with -Tag ["a","b"] -More {"k":1}""" },
        { "{}", "The model requests to run Remove-Tree with no parameters" },
        { """{"Path":"it's"}""", "The model requests to run Remove-Tree with -Path 'it''s'" },
        { """{"Path":"a\u001b[2Jb"}""", "The model requests to run Remove-Tree with -Path 'a\uFFFD[2Jb'" },
        { """{"Path":"a\u202eb\u2066c\u200bd\u00ade"}""", "The model requests to run Remove-Tree with -Path 'a\uFFFDb\uFFFDc\uFFFDd\uFFFDe'" },
        { """{"Path":"a\n\n\n\nb"}""", "The model requests to run Remove-Tree with -Path 'a[4 spaces]b'" },
        { """{"Path":"a\r\nb\u2028c\u0085d"}""", "The model requests to run Remove-Tree with -Path 'a  b c d'" },
        { """{"Path":"a\u3164\u3164\u2800\u115fb"}""", "The model requests to run Remove-Tree with -Path 'a[4 spaces]b'" },
        { """{"Path":"\ud83d\ude00 \ue000"}""", "The model requests to run Remove-Tree with -Path '\U0001F600 \uFFFD'" },
        { """{"Path":"\udb40\udc01x"}""", "The model requests to run Remove-Tree with -Path '\uFFFDx'" },
    };

    [Theory]
    [MemberData(nameof(Arguments))]
    public void Question_shows_the_bound_parameters_in_one_line(string arguments, string question)
    {
        using var mock = CreateMock($"Add-QubridMockReply -ToolCall @{{ Name = 'Remove-Tree'; Arguments = '{arguments.Replace("'", "''", StringComparison.Ordinal)}' }} -Times 1; Add-QubridMockReply 'Done.'");
        mock.Run("Invoke-QubridChat x -Tool Remove-Tree");
        var asked = Assert.Single(mock.Shell.Host.Screen.Questions);
        Assert.Equal(question, asked);
        Assert.DoesNotContain(asked, character => char.IsControl(character));
    }

    [Fact]
    public void Long_values_are_shortened_in_the_middle()
    {
        using var mock = CreateMock("Add-QubridMockReply -ToolCall @{ Name = 'Remove-Tree'; Arguments = @{ Path = 'start' + ('x' * 1000000) + 'end'; Tag = @('y' * 10) * 100000 } } -Times 1; Add-QubridMockReply 'Done.'");
        mock.Run("Invoke-QubridChat x -Tool Remove-Tree");
        var asked = Assert.Single(mock.Shell.Host.Screen.Questions);
        Assert.InRange(asked.Length, 100, 1000);
        Assert.Matches(@"-Path 'startx+\[\.\.\. \d{6} more characters \.\.\.\]x+end'", asked);
    }

    [Fact]
    public void Default_answer_is_no()
    {
        using var mock = CreateMock("Add-QubridMockReply -ToolCall @{ Name = 'Remove-Tree'; Arguments = @{ Path = 'x' } } -Times 1; Add-QubridMockReply 'Done.'");
        mock.Get("Invoke-QubridChat x -Tool Remove-Tree"); // the test host selects the default answer
        Assert.Single(mock.Shell.Host.Screen.Questions);
        Assert.Empty(mock.Get("$ran"));
    }

    [Fact]
    public void Yes_to_all_applies_to_one_command_only()
    {
        using var mock = CreateMock("""
            Add-QubridMockReply -ToolCall @{ Name = 'Remove-Tree'; Arguments = @{ Path = 'a' } }, @{ Name = 'Remove-Tree'; Arguments = @{ Path = 'b' } }, @{ Name = 'Clear-Tree'; Arguments = @{ Path = 'c' } } -Times 1
            Add-QubridMockReply 'Done.'
            """);
        mock.Shell.Host.Screen.Choice = "Yes to &All";
        mock.Get("Invoke-QubridChat x -Tool Remove-Tree, Clear-Tree");
        Assert.Equal(2, mock.Shell.Host.Screen.Questions.Count);
        Assert.Equal(["a", "b", "clear c"], mock.Get("$ran").Select(path => path.ToString()));
    }

    [Theory]
    [InlineData("Force")]
    [InlineData("force")]
    [InlineData("Confirm")]
    [InlineData("cf")]
    [InlineData("For")]
    [InlineData("WhatIf")]
    [InlineData("ErrorAction")]
    [InlineData("OutVariable")]
    [InlineData("PipelineVariable")]
    public void Parameter_that_is_not_offered_is_rejected_and_the_command_does_not_run(string name)
    {
        using var mock = CreateMock($"Add-QubridMockReply -ToolCall @{{ Name = 'Remove-Tree'; Arguments = @{{ Path = 'x'; {name} = $false }} }} -Times 1; Add-QubridMockReply 'Done.'");
        mock.Shell.Host.Screen.Choice = "&Yes";
        var completion = mock.Get("Invoke-QubridChat x -Tool Remove-Tree").Single();
        Assert.Contains($"no parameter '{name}'", GetInvocations(completion).Single().GetText("Result"), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(mock.Shell.Host.Screen.Questions);
        Assert.Empty(mock.Get("$ran"));
    }

    [Fact]
    public void Parameter_with_the_alias_Force_is_not_offered()
    {
        using var shell = new Shell();
        var schema = shell.Get("function Set-It { [CmdletBinding()] param([Alias('Force')] [switch] $Overwrite, [string] $Name) }; (New-QubridTool Set-It).Schema").Single().ToString();
        Assert.Equal(["Name"], JsonDocument.Parse(schema).RootElement.GetProperty("properties").EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public void Named_parameters_are_offered()
    {
        using var mock = CreateMock("Add-QubridMockReply -ToolCall @{ Name = 'Remove-Tree'; Arguments = @{ Path = 'x'; Force = $true } } -Times 1; Add-QubridMockReply 'Done.'");
        mock.Get("Invoke-QubridChat x -Tool (New-QubridTool Remove-Tree -Parameter Path, Force) -Confirm:$false");
        Assert.Equal("x", mock.Get("$ran").Single().ToString());
    }

    [Theory]
    [InlineData(64, 0)]
    [InlineData(65, 1)]
    [InlineData(500, 436)]
    public void Calls_beyond_the_limit_are_not_run(int calls, int refused)
    {
        using var mock = CreateMock($"Add-QubridMockReply -ToolCall (1..{calls} | & {{ process {{ @{{ Name = 'Clear-Tree'; Arguments = @{{ Path = \"$_\" }} }} }} }}) -Times 1; Add-QubridMockReply 'Done.'");
        var completion = mock.Get("Invoke-QubridChat x -Tool Clear-Tree -Confirm:$false").Single();
        Assert.Equal(Math.Min(calls, 64), mock.Get("$ran").Count);
        Assert.Equal(refused, GetInvocations(completion).Count(invocation => invocation.GetText("Result")!.Contains("At most 64 calls", StringComparison.Ordinal)));
        Assert.Equal("Done.", completion.GetText());
    }

    private static MockShell CreateMock(string replies)
    {
        var mock = new MockShell();
        mock.Get(Commands + "\n" + replies);
        return mock;
    }

    private static List<PSObject> GetInvocations(PSObject completion) => [.. ((System.Collections.IEnumerable)completion.GetValue("ToolInvocations")!).Cast<object>().Select(PSObject.AsPSObject)];
}
