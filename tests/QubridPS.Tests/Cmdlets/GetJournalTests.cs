using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests Get-QubridJournal: files, filters, and what accepts its entries.</summary>
public sealed class GetJournalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MockShell _mock = new();

    public GetJournalTests() => _mock.Get("""
        param($folder)
        [void]$ExecutionContext.SessionState.Path.SetLocation($folder)
        'one', 'two words' | Invoke-QubridChat -Model a/x -Checkpoint ./a.jsonl
        'three' | Invoke-QubridChat -Model b/y -Checkpoint ./b.jsonl
        """, _folder.Path);

    [Theory]
    [InlineData("Get-QubridJournal a.jsonl", "a.jsonl 1 one|a.jsonl 2 two words")]
    [InlineData("Get-QubridJournal b.jsonl, ./a.jsonl", "b.jsonl 1 three|a.jsonl 1 one|a.jsonl 2 two words")]
    [InlineData("Get-QubridJournal -Path *.jsonl", "a.jsonl 1 one|a.jsonl 2 two words|b.jsonl 1 three")]
    [InlineData("Get-QubridJournal [b-z].jsonl", "b.jsonl 1 three")]
    [InlineData("'b.jsonl' | Get-QubridJournal", "b.jsonl 1 three")]
    [InlineData("$ExecutionContext.InvokeProvider.Item.Get('b.jsonl') | Get-QubridJournal", "b.jsonl 1 three")]
    [InlineData("[pscustomobject]@{ LP = 'b.jsonl' } | Get-QubridJournal", "b.jsonl 1 three")]
    [InlineData("Get-QubridJournal -LiteralPath b.jsonl", "b.jsonl 1 three")]
    [InlineData("Get-QubridJournal none*", "")]
    [InlineData("@() | Get-QubridJournal", "")]
    [InlineData("Get-QubridJournal * -Model A/*", "a.jsonl 1 one|a.jsonl 2 two words")]
    [InlineData("Get-QubridJournal * -Model b/y", "b.jsonl 1 three")]
    [InlineData("Get-QubridJournal * -Match 'T[WH]'", "a.jsonl 2 two words|b.jsonl 1 three")]
    [InlineData("Get-QubridJournal * -Match 'answer to: one'", "a.jsonl 1 one")]
    [InlineData("Get-QubridJournal * -Model a* -Match three", "")]
    public void Files_are_read_in_order_and_filtered(string script, string expected)
    {
        Directory.CreateDirectory(_folder.File("old.jsonl")); // a folder that a wildcard matches is skipped
        Assert.Equal(expected, string.Join("|", _mock.Get(script).Select(Describe)));
    }

    [Fact]
    public void Literal_path_can_contain_wildcard_characters()
    {
        File.Move(_folder.File("b.jsonl"), _folder.File("[b].jsonl"));
        Assert.Equal(["three", "three"], _mock.Get("Get-QubridJournal -LiteralPath '[b].jsonl'; $ExecutionContext.InvokeProvider.Item.Get('`[b`].jsonl') | Get-QubridJournal").Select(entry => entry.GetText("Prompt")));
    }

    [Theory]
    [InlineData("-After 2026-01-02", "b c")]
    [InlineData("-Before 2026-01-02", "a")]
    [InlineData("-After 2026-01-01T12:00:00Z -Before ([datetime]'2026-01-03')", "a b")]
    [InlineData("-After ([System.DateTimeOffset]'2026-01-02T23:30:00-02:00')", "c")]
    [InlineData("-After $entries[1].Time", "b c")]
    [InlineData("-Before $entries[1].Time", "a")]
    [InlineData("", "a b c d")]
    public void Entries_are_filtered_by_time_and_a_missing_time_is_never_in_a_range(string filter, string expected)
    {
        var text = File.ReadAllText(_folder.File("b.jsonl"));
        var time = System.Text.Json.Nodes.JsonNode.Parse(text)!["time"]!.GetValue<string>();
        var local = new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Local).ToUniversalTime();
        string[] times = ["2026-01-01T12:00:00Z", local.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture), "2026-01-04T00:00:00Z"];
        var lines = times.Select((value, index) => text.Replace(time, value, StringComparison.Ordinal).Replace("Mock answer to: three", $"{(char)('a' + index)}", StringComparison.Ordinal));
        var untimed = text.Replace($"\"time\":\"{time}\",", "", StringComparison.Ordinal).Replace(",\"time\":\"" + time + "\"", "", StringComparison.Ordinal).Replace("Mock answer to: three", "d", StringComparison.Ordinal);
        File.WriteAllText(_folder.File("times.jsonl"), string.Concat(lines) + untimed);
        Assert.Equal(expected, string.Join(" ", _mock.Get($"$entries = @(Get-QubridJournal times.jsonl); Get-QubridJournal times.jsonl {filter}").Select(entry => entry.GetText("Completion"))));
    }

    [Fact]
    public void Default_is_the_journal_of_the_connection()
    {
        Assert.Contains("-Path is missing", _mock.Run("Get-QubridJournal").Error.ErrorDetails.Message, StringComparison.Ordinal);
        _mock.Get("Connect-Qubrid -ApiKey k -BaseUri $mock.BaseUri -Journal ./record.jsonl -JournalMode Record");
        Assert.Empty(_mock.Get("Get-QubridJournal")); // the file does not exist yet
        Assert.Equal(["four"], _mock.Get("[void](Invoke-QubridChat four); Get-QubridJournal").Select(entry => entry.GetText("Prompt")));
    }

    [Theory]
    [InlineData("none.jsonl", "does not exist", ErrorCategory.ObjectNotFound)]
    [InlineData("none/a.jsonl", "does not exist", ErrorCategory.ObjectNotFound)]
    [InlineData(".", "a folder", ErrorCategory.ReadError)]
    [InlineData("notes.txt", "not a journal", ErrorCategory.ReadError)]
    [InlineData("variable:x", "provider Variable", ErrorCategory.ReadError)]
    [InlineData("variable:*", "provider Variable", ErrorCategory.ReadError)]
    [InlineData("nodrive:x", "nodrive", ErrorCategory.ReadError)]
    public void Unreadable_file_is_an_error_and_the_others_are_read(string path, string text, ErrorCategory category)
    {
        File.WriteAllText(_folder.File("notes.txt"), "My notes.\n");
        var result = _mock.Run($"Get-QubridJournal {path}, b.jsonl");
        Assert.Equal("three", result.Output.Single().GetText("Prompt"));
        var error = Assert.Single(result.Errors);
        Assert.StartsWith("Qubrid.JournalUnusable,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.Contains("-Path", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains(text, error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Device_is_not_opened()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Uses a device of Unix.");
        Assert.Contains("-LiteralPath", _mock.Run("Get-QubridJournal -LiteralPath /dev/zero").Error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Match '('", "'(' in -Match is not a valid regular expression: ")]
    [InlineData("-Model '[a'", "'[a' in -Model is not a valid wildcard pattern: ")]
    public void Invalid_filter_is_an_error(string arguments, string text) =>
        Assert.Contains(text, _mock.Run("Get-QubridJournal b.jsonl " + arguments).Error.ErrorDetails.Message, StringComparison.Ordinal);

    [Fact]
    public void Damaged_lines_are_skipped_with_one_warning_per_file()
    {
        var line = File.ReadAllText(_folder.File("b.jsonl"));
        File.WriteAllText(_folder.File("one.jsonl"), $"{line}x\n{line}{line[..30]}");
        File.WriteAllText(_folder.File("more.jsonl"), $"{line}x\n{line}{line.Replace("three", "four", StringComparison.Ordinal)}");
        var result = _mock.Run("Get-QubridJournal one.jsonl, more.jsonl, b.jsonl");
        Assert.Empty(result.AllErrors);
        Assert.Equal(5, result.Output.Count);
        Assert.Equal(
            [$"A damaged line of '{_folder.File("one.jsonl")}' was skipped: line 2.", $"2 damaged lines of '{_folder.File("more.jsonl")}' were skipped. The first is line 2."],
            result.Warnings);
    }

    [Fact]
    public void Entry_continues_the_conversation_like_its_completion()
    {
        _mock.Get("Get-QubridJournal a.jsonl -Match one | Invoke-QubridChat 'And now?'");
        Assert.Equal(["one", "Mock answer to: one", "And now?"], _mock.Body(3).GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("content").GetString()));
        _mock.Get("Get-QubridJournal a.jsonl -Match one | Invoke-QubridChat -Prompt { \"Again: $($_.Prompt)\" }");
        Assert.Equal("Again: one", _mock.Prompts[^1]);
        _mock.Get("$e = Get-QubridJournal a.jsonl -Match one; [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($e)) | Invoke-QubridChat 'Third?'");
        Assert.Equal(3, _mock.Body(5).GetProperty("messages").GetArrayLength());
    }

    [Fact]
    public void Entry_without_a_new_prompt_is_an_error()
    {
        var error = _mock.Run("Get-QubridJournal b.jsonl | Invoke-QubridChat").Error;
        Assert.StartsWith("Qubrid.PromptRequired,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(3, _mock.Requests.Count);
    }

    [Fact]
    public void Entries_can_be_continued_in_the_journal_from_which_they_are_read()
    {
        _mock.Get("Connect-Qubrid -ApiKey k -BaseUri $mock.BaseUri -Journal ./a.jsonl -JournalMode Record; Get-QubridJournal a.jsonl | Invoke-QubridChat 'And now?'");
        Assert.Equal(4, _mock.Get("Get-QubridJournal a.jsonl").Count);
    }

    [Theory]
    [InlineData("$entries")]
    [InlineData("[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($entries))")]
    public void Entries_are_measured_like_completions(string entries)
    {
        var groups = _mock.Get($"$entries = @(Get-QubridJournal *.jsonl); {entries} | Measure-QubridChat -Price @{{ 'a/*' = @{{ Input = 1; Output = 2 }}; '*' = @{{ Input = 0; Output = 0 }} }}");
        Assert.Equal(["a/x", "b/y"], groups.Select(group => group.GetText("Name")));
        Assert.Equal([2, 1], groups.Select(group => group.GetValue("Count")));
        Assert.Equal([0.000021m, 0m], groups.Select(group => group.GetValue("Cost")));
    }

    [Fact]
    public void Entry_has_flat_properties_for_a_row()
    {
        var row = _mock.Get("Get-QubridJournal b.jsonl").Single();
        Assert.Equal(
            ["Time", "Model", "Prompt", "Completion", "FinishReason", "PromptTokens", "CompletionTokens", "TotalTokens", "Path", "Line"],
            row.Properties.Select(property => property.Name));
        Assert.Equal(("three", "Mock answer to: three", "5", "1"), (row.GetText("Prompt"), row.GetText("Completion"), row.GetText("TotalTokens"), row.GetText("Line")));
    }

    [Fact]
    public void Entry_is_restored_after_serialization()
    {
        var entry = _mock.Get("$e = Get-QubridJournal b.jsonl; $e; [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($e))");
        Assert.Equal(entry[0].GetTypeName(), entry[1].GetTypeName());
        Assert.All(new[] { "Time", "Model", "Prompt", "Completion", "TotalTokens", "Path", "Line" }, name => Assert.Equal(entry[0].GetText(name), entry[1].GetText(name)));
    }

    [Fact]
    public void Table_shows_time_model_tokens_and_the_beginning_of_the_prompt()
    {
        _mock.Get("\"long`e[31m`n$('x' * 5000)\" | Invoke-QubridChat -Model c/z -Checkpoint ./long.jsonl");
        var lines = _mock.Shell.Show("Get-QubridJournal b.jsonl, long.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.Matches("^Time +Model +Tokens +Prompt", lines[0]);
        Assert.Matches(@"^20\d\d-\d\d-\d\d \d\d:\d\d:\d\dZ b/y +1 \+ 4 tokens +three", lines[2]);
        Assert.Contains("long\u241b[31m\u240ax", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_can_be_stopped()
    {
        var lines = File.ReadAllText(_folder.File("a.jsonl")) + string.Concat(Enumerable.Repeat(File.ReadAllText(_folder.File("b.jsonl")), 200_000));
        File.WriteAllText(_folder.File("big.jsonl"), lines);
        var started = new TaskCompletionSource();
        using var pipeline = _mock.Shell.Create("param($started) Get-QubridJournal big.jsonl -Match one | ForEach-Object { [void]$started.TrySetResult() }", started);
        var running = pipeline.BeginInvoke();
        await started.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await pipeline.StopAsync(null, null).WaitAsync(TimeSpan.FromSeconds(5));
        Assert.Throws<PipelineStoppedException>(() => pipeline.EndInvoke(running));
    }

    public void Dispose()
    {
        _mock.Dispose();
        _folder.Dispose();
    }

    private static string Describe(PSObject entry) => $"{Path.GetFileName(entry.GetText("Path"))} {entry.GetText("Line")} {entry.GetText("Prompt")}";
}
