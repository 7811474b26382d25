using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests New-QubridCompletion.</summary>
public class NewCompletionTests
{
    [Theory]
    [InlineData("")]
    [InlineData("-Stream")]
    public void New_completion_equals_the_mock_server_response(string mode)
    {
        using var mock = new MockShell();
        mock.Get("Add-QubridMockReply 'All is well.'");
        var response = mock.Get($"Invoke-QubridChat 'Is all well?' -Model m {mode}");
        var completion = mock.Get($"New-QubridCompletion 'All is well.' -Prompt 'Is all well?' -Model m {mode}");
        Assert.Equal(response.Select(Describe), completion.Select(Describe));
        Assert.Equal(response[0].GetTypeName(), completion[0].GetTypeName());
    }

    [Fact]
    public void Specified_values_are_set()
    {
        using var shell = new Shell();
        var completion = shell.Get("New-QubridCompletion 'cut' -FinishReason length -Reasoning 'hm' -PromptTokens 7 -CompletionTokens 5 -InputObject web07").Single();
        Assert.Equal("length", completion.GetText("FinishReason"));
        Assert.Equal("hm", completion.GetText("Reasoning"));
        Assert.Equal(12L, completion.GetValue("Usage.TotalTokens"));
        Assert.Equal("web07", completion.GetValue("InputObject"));
        Assert.Equal(1, completion.GetValue("ClientMetrics.Attempts"));
    }

    [Fact]
    public void Null_arguments_count_as_not_specified()
    {
        using var shell = new Shell();
        var completion = shell.Get("New-QubridCompletion 'x' -Prompt $null -Message $null -Model $null -FinishReason $null -Reasoning $null -InputObject $null").Single();
        Assert.Equal("openai/gpt-oss-120b", completion.GetText("Model"));
        Assert.Equal("stop", completion.GetText("FinishReason"));
        Assert.Null(completion.GetValue("Reasoning"));
        Assert.Single((Array)completion.GetValue("Messages")!);
    }

    [Fact]
    public void Each_piped_string_creates_a_completion()
    {
        using var shell = new Shell();
        Assert.Equal(["a", "b"], shell.Get("'a', 'b' | New-QubridCompletion").Select(completion => completion.GetText()));
    }

    [Fact]
    public void Data_is_an_object_and_Text_is_its_JSON()
    {
        using var shell = new Shell();
        shell.Get("$made = New-QubridCompletion -Data ([ordered]@{ severity = 'low'; hosts = @(@{ name = 'a' }); count = 2 })");
        Assert.Equal("""{"severity":"low","hosts":[{"name":"a"}],"count":2}""", shell.Get("$made.Text").Single().ToString());
        Assert.Equal("low/a/2/True", shell.Get("\"$($made.Data.severity)/$($made.Data.hosts[0].name)/$($made.Data.count)/$($made.Data -is [pscustomobject])\"").Single().ToString());
    }

    [Fact]
    public void Schema_converts_the_text_to_data_as_Invoke_QubridChat_does()
    {
        using var shell = new Shell();
        Assert.Equal("DateTime", shell.Get("(New-QubridCompletion '{\"due\":\"2026-01-02\"}' -Schema @{ due = 'date' }).Data.due.GetType().Name").Single().ToString());
        var error = shell.Run("New-QubridCompletion -Data @{ severity = 'odd' } -Schema @{ severity = 'low|high' } -InputObject T1").Error;
        Assert.Equal("Qubrid.SchemaMismatch,QubridPS.NewQubridCompletionCommand", error.FullyQualifiedErrorId);
        Assert.Equal("T1", error.TargetObject);
    }

    [Theory]
    [InlineData("@(1, 2)", "[int[]]", "{\"value\":[1,2]}", "1 2")]
    [InlineData("'Monday'", "[System.DayOfWeek]", "{\"value\":\"Monday\"}", "Monday")]
    public void Scalar_data_is_wrapped_as_in_a_service_response(string data, string schema, string text, string seen)
    {
        using var shell = new Shell();
        var completion = shell.Get($"New-QubridCompletion -Data {data} -Schema ({schema})").Single();
        Assert.Equal(text, completion.GetText());
        Assert.Equal(seen, shell.Get($"[string](New-QubridCompletion -Data {data} -Schema ({schema})).Data").Single().ToString());
    }

    [Fact]
    public void New_completion_can_be_continued_as_a_conversation()
    {
        using var mock = new MockShell();
        mock.Get("New-QubridCompletion 'Port 22.' -Prompt 'Name a port.' -Message @{ role = 'system'; content = 'Be short.' } | Invoke-QubridChat 'What listens there?'");
        Assert.Equal("system user assistant user", mock.Get("[string](Get-QubridMockRequest).Messages.Role").Single().ToString());
    }

    private static string Describe(PSObject output) => string.Join(
        '|',
        new[] { "Object", "Model", "Role", "Index", "Text", "FinishReason", "Usage", "Metrics.TtftSeconds", "Metrics.TotalTimeSeconds", "IsLast", "Messages.Count" }.Select(name => output.GetText(name)));
}
