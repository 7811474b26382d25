using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests -ToolChoice: what is sent in each round, and which values are valid.</summary>
public sealed class ToolChoiceTests : IDisposable
{
    private const string GetOne = """{"type":"function","function":{"name":"Get-One"}}""";

    private readonly MockShell _mock = new();

    public ToolChoiceTests() => _mock.Get("""
        function Get-One { 1 }
        function Get-Two { 2 }
        ${alias:one} = 'Get-One'
        """);

    [Theory]
    [InlineData("auto", "\"auto\"")]
    [InlineData("Auto", "\"auto\"")]
    [InlineData("required", "\"required\"")]
    [InlineData("get-one", GetOne)]
    [InlineData("one", GetOne)]
    public void Choice_is_sent_once_and_auto_after_the_tools_ran(string choice, string expected)
    {
        _mock.Get("Add-QubridMockReply -ToolCall @{ Name = 'Get-One' } -Times 2; Add-QubridMockReply 'Done.'");
        Assert.Equal("Done.", _mock.Get($"Invoke-QubridChat x -Tool one, Get-Two -ToolChoice {choice}").Single().GetText());
        Assert.Equal([expected, "\"auto\"", "\"auto\""], Enumerable.Range(0, 3).Select(index => ReadChoice(index)));
    }

    [Fact]
    public void Choice_is_not_sent_unless_it_is_specified()
    {
        _mock.Get("Add-QubridMockReply -ToolCall @{ Name = 'Get-One' } -Times 1; Invoke-QubridChat x -Tool Get-One");
        Assert.Equal([null, null], Enumerable.Range(0, 2).Select(index => ReadChoice(index)));
    }

    [Fact]
    public void None_sends_the_tools_and_runs_no_call()
    {
        _mock.Get("Add-QubridMockReply -ToolCall @{ Name = 'Get-One' }");
        var completion = _mock.Get("Invoke-QubridChat x -Tool Get-One -ToolChoice none").Single();
        Assert.Equal("\"none\"", ReadChoice(0));
        Assert.Equal(1, _mock.Body().GetProperty("tools").GetArrayLength());
        Assert.Equal("tool_calls", completion.GetText("FinishReason"));
        Assert.Empty((Array)completion.GetValue("ToolInvocations")!);
        Assert.Single(_mock.Requests);
    }

    [Theory]
    [InlineData("-ToolChoice auto", "-ToolChoice requires -Tool", "Qubrid.InvalidInput")]
    [InlineData("-ToolChoice none", "-ToolChoice requires -Tool", "Qubrid.InvalidInput")]
    [InlineData("-ToolChoice Get-Three -Tool Get-One, Get-Two", "Get-One, Get-Two", "Qubrid.InvalidTool")]
    [InlineData("-ToolChoice Get-* -Tool Get-One", "'Get-*'", "Qubrid.InvalidTool")]
    public void Invalid_choice_is_reported_and_nothing_is_sent(string arguments, string text, string id)
    {
        foreach (var cmdlet in new[] { "Invoke-QubridChat x ", "Enter-QubridChat " })
        {
            var error = _mock.Run(cmdlet + arguments).Error;
            Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains(text, error.ErrorDetails.Message + error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        }

        Assert.Empty(_mock.Requests);
    }

    [Fact]
    public void Choice_is_shown_by_WhatIf_and_distinguishes_recorded_requests()
    {
        using var folder = new TemporaryFolder();
        _mock.Get("Invoke-QubridChat x -Tool Get-One -ToolChoice required -ReasoningEffort low -WhatIf");
        Assert.Contains("\"reasoning_effort\":\"low\"", _mock.Shell.Host.Screen.Text, StringComparison.Ordinal);
        Assert.Contains("\"tool_choice\":\"required\"", _mock.Shell.Host.Screen.Text, StringComparison.Ordinal);
        _mock.Get(
            "param($file) foreach ($choice in 'auto', 'required', 'required', 'Get-One') { 'x' | Invoke-QubridChat -Tool Get-One -ToolChoice $choice -Checkpoint $file }; 'x' | Invoke-QubridChat -Tool Get-One -ToolChoice auto -ReasoningEffort low -Checkpoint $file",
            folder.File("run"));
        Assert.Equal(["\"auto\"", "\"required\"", GetOne, "\"auto\""], Enumerable.Range(0, _mock.Requests.Count).Select(index => ReadChoice(index)));
    }

    [Fact]
    public void Chat_sends_the_choice_and_the_effort_with_each_message()
    {
        foreach (var line in new[] { "call", "again", "/exit" })
        {
            _mock.Shell.Host.Screen.Lines.Enqueue(line);
        }

        _mock.Get("Add-QubridMockReply -ToolCall @{ Name = 'Get-One' } -Times 1; Enter-QubridChat -Tool Get-One -ToolChoice required -ReasoningEffort minimal");
        Assert.Equal(["\"required\"", "\"auto\"", "\"required\""], Enumerable.Range(0, 3).Select(index => ReadChoice(index)));
        Assert.Equal("minimal", _mock.Body().GetProperty("reasoning_effort").GetString());
    }

    public void Dispose() => _mock.Dispose();

    private string? ReadChoice(int request) => _mock.Body(request).TryGetProperty("tool_choice", out var choice) ? choice.GetRawText() : null;
}
