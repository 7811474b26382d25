using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>New-QubridCompletion: an answer that nobody gave.</summary>
public class CompletionTests
{
    [Theory]
    [InlineData("")]
    [InlineData("-Stream")]
    public void It_is_what_the_mock_server_answers(string mode)
    {
        using var mock = new MockShell();
        mock.Get("Add-QubridMockReply 'All is well.'");
        var answered = mock.Get($"Invoke-QubridChat 'Is all well?' -Model m {mode}");
        var made = mock.Get($"New-QubridCompletion 'All is well.' -Prompt 'Is all well?' -Model m {mode}");
        Assert.Equal(answered.Select(Told), made.Select(Told));
        Assert.Equal(answered[0].TypeName(), made[0].TypeName());
    }

    [Fact]
    public void What_is_given_is_there()
    {
        using var shell = new Shell();
        var made = shell.Get("New-QubridCompletion 'cut' -FinishReason length -Reasoning 'hm' -PromptTokens 7 -CompletionTokens 5 -InputObject web07").Single();
        Assert.Equal("length", made.Text("FinishReason"));
        Assert.Equal("hm", made.Text("Reasoning"));
        Assert.Equal(12L, made.Get("Usage.TotalTokens"));
        Assert.Equal("web07", made.Get("InputObject"));
        Assert.Equal(1, made.Get("ClientMetrics.Attempts"));
    }

    [Fact]
    public void What_is_null_counts_as_not_given()
    {
        using var shell = new Shell();
        var made = shell.Get("New-QubridCompletion 'x' -Prompt $null -Message $null -Model $null -FinishReason $null -Reasoning $null -InputObject $null").Single();
        Assert.Equal("openai/gpt-oss-120b", made.Text("Model"));
        Assert.Equal("stop", made.Text("FinishReason"));
        Assert.Null(made.Get("Reasoning"));
        Assert.Single((Array)made.Get("Messages")!);
    }

    [Fact]
    public void Each_piped_string_is_an_answer()
    {
        using var shell = new Shell();
        Assert.Equal(["a", "b"], shell.Get("'a', 'b' | New-QubridCompletion").Select(made => made.Text()));
    }

    [Fact]
    public void Data_is_an_object_and_its_JSON_is_the_text()
    {
        using var shell = new Shell();
        shell.Get("$made = New-QubridCompletion -Data ([ordered]@{ severity = 'low'; hosts = @(@{ name = 'a' }); count = 2 })");
        Assert.Equal("""{"severity":"low","hosts":[{"name":"a"}],"count":2}""", shell.Get("$made.Text").Single().ToString());
        Assert.Equal("low/a/2/True", shell.Get("\"$($made.Data.severity)/$($made.Data.hosts[0].name)/$($made.Data.count)/$($made.Data -is [pscustomobject])\"").Single().ToString());
    }

    [Fact]
    public void With_a_schema_the_data_is_what_the_cmdlet_would_make_of_the_text()
    {
        using var shell = new Shell();
        Assert.Equal("DateTime", shell.Get("(New-QubridCompletion '{\"due\":\"2026-01-02\"}' -Schema @{ due = 'date' }).Data.due.GetType().Name").Single().ToString());
        var error = shell.Run("New-QubridCompletion -Data @{ severity = 'odd' } -Schema @{ severity = 'low|high' } -InputObject T1").Error;
        Assert.Equal("Qubrid.SchemaMismatch,QubridPS.Commands.NewQubridCompletionCommand", error.FullyQualifiedErrorId);
        Assert.Equal("T1", error.TargetObject);
    }

    [Theory]
    [InlineData("@(1, 2)", "[int[]]", "{\"value\":[1,2]}", "1 2")]
    [InlineData("'Monday'", "[System.DayOfWeek]", "{\"value\":\"Monday\"}", "Monday")]
    public void Data_that_is_no_object_is_written_as_a_service_is_asked_to(string data, string schema, string text, string seen)
    {
        using var shell = new Shell();
        var made = shell.Get($"New-QubridCompletion -Data {data} -Schema ({schema})").Single();
        Assert.Equal(text, made.Text());
        Assert.Equal(seen, shell.Get($"[string](New-QubridCompletion -Data {data} -Schema ({schema})).Data").Single().ToString());
    }

    [Fact]
    public void It_is_a_conversation_to_continue()
    {
        using var mock = new MockShell();
        mock.Get("New-QubridCompletion 'Port 22.' -Prompt 'Name a port.' -Message @{ role = 'system'; content = 'Be short.' } | Invoke-QubridChat 'What listens there?'");
        Assert.Equal("system user assistant user", mock.Get("[string](Get-QubridMockRequest).Messages.Role").Single().ToString());
    }

    private static string Told(PSObject output) => string.Join(
        '|',
        new[] { "Object", "Model", "Role", "Index", "Text", "FinishReason", "Usage", "Metrics.TtftSeconds", "Metrics.TotalTimeSeconds", "IsLast", "Messages.Count" }.Select(name => output.Text(name)));
}
