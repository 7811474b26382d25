using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests Connect-Qubrid -Journal: recording, and replaying without an API key and network access.</summary>
public class JournalTests
{
    private const string ClosedPort = "-BaseUri http://127.0.0.1:1/v1 -MaximumRetryCount 0";
    private const string Prompts = "'one two', 'three' | Invoke-QubridChat ";

    [Theory]
    [InlineData("")]
    [InlineData("-Stream")]
    [InlineData("-Live")]
    [InlineData("-NoStream")]
    [InlineData("-Each -ThrottleLimit 4")]
    public void Replay_returns_the_recorded_completion(string mode)
    {
        using var folder = new TemporaryFolder();
        var recorded = Record(folder, Prompts + mode);
        using var shell = CreateReplayShell(folder);
        var replayed = shell.Run(Prompts + mode);
        Assert.Empty(replayed.AllErrors);
        Assert.Equal(recorded.Output.Select(Describe), replayed.Output.Select(Describe));
        Assert.Equal(recorded.Information.Select(record => record.MessageData.ToString()), replayed.Information.Select(record => record.MessageData.ToString()));
    }

    [Theory]
    [InlineData("-Stream", 5 + 1 + 4 + 1)]
    [InlineData("", 2)]
    [InlineData("-Live", 2)]
    public void Each_output_mode_replays_any_recording(string mode, int expected)
    {
        using var folder = new TemporaryFolder();
        Record(folder, Prompts);
        using var shell = CreateReplayShell(folder);
        Assert.Equal(expected, shell.Get(Prompts + mode).Count);
    }

    [Fact]
    public void Auto_mode_sends_only_missing_requests()
    {
        using var folder = new TemporaryFolder();
        using var mock = new MockShell();
        mock.Get("param($file) Connect-Qubrid -ApiKey k -BaseUri $mock.BaseUri -Journal $file -JournalMode Auto", folder.File("j"));
        Assert.Equal(3, mock.Get("'a', 'b', 'a' | Invoke-QubridChat").Count);
        mock.Get("param($file) Connect-Qubrid -ApiKey k -BaseUri $mock.BaseUri -Journal $file -JournalMode Auto", folder.File("j"));
        Assert.Equal(4, mock.Get("'a', 'b', 'c', 'a' | Invoke-QubridChat").Count);
        Assert.Equal("c", mock.Prompts[^1]);
        Assert.Equal(mock.Prompts.Count, File.ReadAllLines(folder.File("j")).Length);
    }

    [Fact]
    public void Repeated_request_replays_in_order_and_then_repeats_the_last()
    {
        using var folder = new TemporaryFolder();
        Record(folder, "Add-QubridMockReply -Text first -Times 1; Add-QubridMockReply -Text second; 'x', 'x' | Invoke-QubridChat");
        using var shell = CreateReplayShell(folder);
        Assert.Equal(["first", "second", "second"], shell.Get("'x', 'x', 'x' | Invoke-QubridChat").Select(completion => completion.GetText()));
    }

    [Fact]
    public void Journal_miss_describes_the_closest_request()
    {
        using var folder = new TemporaryFolder();
        Record(folder, "'something else', 'Is web07 well today?' | Invoke-QubridChat -System Short");
        using var shell = CreateReplayShell(folder);
        var error = shell.Run("Invoke-QubridChat 'Is web08 well today?' -System Short -Temperature 0.5").Error;
        Assert.Equal("Qubrid.JournalMiss,QubridPS.InvokeQubridChatCommand", error.FullyQualifiedErrorId);
        Assert.Equal(System.Management.Automation.ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        Assert.Equal("Is web08 well today?", error.TargetObject);
        Assert.Contains(
            "The closest entry (line 2) differs in messages[1].content (recorded 'Is web07 well today?', requested 'Is web08 well today?'); temperature (recorded nothing, requested '0.5').",
            error.ErrorDetails.Message,
            StringComparison.Ordinal);
        Assert.Contains("-JournalMode Auto", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-ThrottleLimit 3")]
    public void Journal_miss_affects_only_its_item(string mode)
    {
        using var folder = new TemporaryFolder();
        Record(folder, "'a', 'c' | Invoke-QubridChat");
        using var shell = CreateReplayShell(folder);
        var result = shell.Run("'a', 'b', 'c' | Invoke-QubridChat " + mode);
        Assert.Equal(["a", "c"], result.Output.Select(completion => completion.GetText("InputObject")));
        Assert.Null(result.Terminating);
        Assert.Equal("b", result.Error.TargetObject);
        Assert.StartsWith("Qubrid.JournalMiss,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Replay_honors_limits_and_confirmation()
    {
        using var folder = new TemporaryFolder();
        Record(folder, "'a', 'b', 'c' | Invoke-QubridChat");
        using var shell = CreateReplayShell(folder);
        Assert.StartsWith("Qubrid.InputTooLarge,", shell.Run("'a' | Invoke-QubridChat -MaxInputTokens 1").Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(shell.Get("'a' | Invoke-QubridChat -WhatIf"));
        var spent = shell.Run("'a', 'b', 'c' | Invoke-QubridChat -MaxTotalTokens 5");
        Assert.Single(spent.Output);
        Assert.StartsWith("Qubrid.TokenBudgetExceeded,", spent.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Replay_does_not_list_models()
    {
        using var folder = new TemporaryFolder();
        Record(folder, "Invoke-QubridChat a");
        using var shell = CreateReplayShell(folder);
        Assert.StartsWith("Qubrid.JournalMiss,", shell.Run("Get-QubridModel").Error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_is_not_written_to_the_journal()
    {
        await using var service = await ConcurrencyRecordingServer.StartAsync((_, context, prompt) => StubResponses.SendStreamAsync(context, "key ", StubServer.TestKey[..9], StubServer.TestKey[9..]));
        using var folder = new TemporaryFolder();
        using var shell = service.Connect($"-Journal '{folder.File("j")}'");
        shell.Get("param($key) Invoke-QubridChat \"is it $key\"", StubServer.TestKey);
        var text = await File.ReadAllTextAsync(folder.File("j"));
        Assert.Contains("is it ", text, StringComparison.Ordinal);
        Assert.DoesNotContain(StubServer.TestKey, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Connection_and_verbose_output_name_the_journal()
    {
        using var folder = new TemporaryFolder();
        Record(folder, "Invoke-QubridChat a");
        using var shell = CreateReplayShell(folder);
        var connection = shell.Get("Get-QubridConnection").Single();
        Assert.Equal(folder.File("j"), connection.GetText("Journal"));
        Assert.Equal("Replay", connection.GetText("JournalMode"));
        Assert.Contains(shell.Run("Invoke-QubridChat a -Verbose").Verbose, line => line.Contains("Nothing was sent", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("-JournalMode Replay", "Qubrid.InvalidInput")]
    [InlineData("-Journal TestDrive-no/such/j", "Qubrid.JournalUnusable")]
    [InlineData("-Journal none.jsonl -JournalMode Replay", "Qubrid.JournalUnusable")]
    public void Invalid_journal_is_reported_on_connect(string arguments, string id)
    {
        using var shell = new Shell();
        Assert.StartsWith(id + ",", shell.Run("Connect-Qubrid -ApiKey k " + arguments).Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(shell.Get("Get-QubridConnection"));
    }

    private static ShellResult Record(TemporaryFolder folder, string script)
    {
        using var mock = new MockShell();
        mock.Get("param($file) Connect-Qubrid -ApiKey k -BaseUri $mock.BaseUri -Journal $file -JournalMode Record", folder.File("j"));
        var result = mock.Run(script);
        Assert.Empty(result.AllErrors);
        return result;
    }

    // Without an API key, as on a build server.
    private static Shell CreateReplayShell(TemporaryFolder folder)
    {
        var shell = new Shell();
        shell.Get("param($file) Connect-Qubrid -Journal $file -JournalMode Replay " + ClosedPort, folder.File("j"));
        return shell;
    }

    private static string Describe(PSObject output) => string.Join(
        '|',
        new[] { "Id", "Created", "Model", "Role", "Index", "Text", "FinishReason", "Usage", "Metrics", "InputObject", "IsLast", "RequestId", "Completion.Id" }.Select(name => output.GetText(name)));
}
