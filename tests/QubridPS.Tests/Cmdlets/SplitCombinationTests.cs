using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests -Split together with the other parameters.</summary>
public class SplitCombinationTests
{
    private const string Lines = "1..100 | ForEach-Object { \"line $_ with some words\" } | ";
    private const string Objects = "1..150 | ForEach-Object { [pscustomobject]@{ Id = $_; Name = \"name $_\"; Secret = 'no' } } | ";
    private const string Split = "Invoke-QubridChat Sum -MaxInputTokens 400 -Split ";

    [Theory]
    [InlineData("-As Json -Property Id, Name", "as JSON", "[{\"Id\":", "\"Name\":\"name ")]
    [InlineData("-As Csv -Property Id, Name", "as CSV", "Id,Name\n", "name ")]
    [InlineData("-As List -Property Id, Name", "as a list", "Id : ", "Name : name ")]
    [InlineData("-As Text -Property Name", "as text", "@{", "Name=name ")]
    public void Each_format_is_divided_and_only_the_properties_are_sent(string parameters, string description, string start, string content)
    {
        using var mock = CreateMock();
        var completion = Assert.Single(mock.Get(Objects + Split + parameters + " -ThrottleLimit 2"));
        var parts = mock.Prompts.Where(IsPart).ToList();
        Assert.True(parts.Count > 1);
        Assert.Equal(parts.Count, Count(completion));
        Assert.All(parts, prompt =>
        {
            Assert.Contains(description, prompt, StringComparison.Ordinal);
            Assert.StartsWith(start, FencedData.Parse(prompt).Text, StringComparison.Ordinal);
            Assert.Contains(content, prompt, StringComparison.Ordinal);
        });
        Assert.Equal(!parameters.Contains("Text", StringComparison.Ordinal), parts.TrueForAll(prompt => !prompt.Contains("Secret", StringComparison.Ordinal)));
    }

    [Fact]
    public void System_message_and_conversation_are_in_each_request_and_within_the_limit()
    {
        using var mock = CreateMock();
        mock.Get("(New-QubridMessage 'Before'), (New-QubridMessage 'Answer' -Role assistant) + @(" + Lines.TrimEnd(' ', '|') + ") | " + Split + "-System ('Be brief. ' * 10)");
        var parts = mock.Requests.Where(request => IsPart(request.GetText("Prompt")!)).ToList();
        Assert.True(parts.Count > 2);
        Assert.All(parts, part => Assert.Equal(["system", "user", "assistant", "user"], Roles(part)));
        Assert.Equal(["system", "user"], Roles(mock.Requests[^1]).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void FallbackModel_answers_a_part_whose_model_fails()
    {
        using var mock = new MockShell();
        mock.Get("Add-QubridMockReply busy -StatusCode 503 -Match 'Part 2 of the data' -Times 1; Add-QubridMockReply merged -Match 'into one answer'; Add-QubridMockReply part");
        var result = mock.Run(Lines + Split + "-Model first -FallbackModel second -MaximumRetryCount 0");
        Assert.Empty(result.AllErrors);
        Assert.Contains("second", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(["first", "second", "second"], Parts(Assert.Single(result.Output)).Select(part => part.GetText("Model"))); // a model that is down is not tried again soon
        Assert.Equal(("second", "merged"), (result.Output[0].GetText("Model"), result.Output[0].GetText()));
    }

    [Fact]
    public void Rate_of_the_connection_applies_to_parts_and_merges()
    {
        using var mock = CreateMock();
        mock.Get("Connect-Qubrid -ApiKey k -BaseUri $mock.BaseUri -RequestsPerMinute 60000 -TokensPerMinute 100000000");
        Assert.Equal("merged", Assert.Single(mock.Get(Lines + Split + "-ThrottleLimit 4")).GetText());
        Assert.Equal(4, mock.Requests.Count);
    }

    [Fact]
    public void Tool_is_called_by_the_last_merge()
    {
        using var mock = new MockShell();
        mock.Get("""
            function Get-Answer { 'forty-two' }
            Add-QubridMockReply -ToolCall @{ Name = 'Get-Answer' } -Match 'into one answer' -Times 1
            Add-QubridMockReply -Text done -Match 'into one answer'
            Add-QubridMockReply -Text part -Match 'Part \d of the data'
            """);
        var completion = Assert.Single(mock.Get(Lines + Split + "-Tool Get-Answer -ThrottleLimit 2"));
        Assert.Equal("done", completion.GetText());
        Assert.Single((object[])completion.GetValue("ToolInvocations")!);
        Assert.Equal((3, 5), (Count(completion), mock.Requests.Count));
    }

    [Fact]
    public void Spent_budget_resumes_with_a_checkpoint_and_sends_only_the_rest()
    {
        using var mock = CreateMock();
        using var folder = new TemporaryFolder();
        var script = "param($file, $budget) " + Lines + Split + "-Checkpoint $file -MaxTotalTokens $budget";
        var error = mock.Run(script, folder.File("run"), 300).Error;
        Assert.StartsWith("Qubrid.TokenBudgetExceeded,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("with -Checkpoint '", error.ErrorDetails.Message, StringComparison.Ordinal);
        var sent = mock.Requests.Count;
        Assert.InRange(sent, 1, 2);
        Assert.Equal("merged", Assert.Single(mock.Get(script, folder.File("run"), 100_000)).GetText());
        Assert.Equal(4, mock.Requests.Count);
        mock.Get(script, folder.File("run"), 100_000);
        Assert.Equal(4, mock.Requests.Count);
    }

    [Fact]
    public void Answers_that_arrive_out_of_order_are_merged_in_order()
    {
        using var mock = new MockShell();
        mock.Get("Add-QubridMockReply -Text merged -Match 'into one answer'; foreach ($n in 1..3) { Add-QubridMockReply -Text \"answer $n\" -Match \"Part $n of the data\" -TokenDelayMilliseconds (30 - 10 * $n) }");
        Assert.Equal(["answer 1", "answer 2", "answer 3"], Parts(Assert.Single(mock.Get(Lines + Split + "-ThrottleLimit 3"))).Select(part => part.GetText()));
        Assert.Matches("(?s)part 1:\nanswer 1\n.*part 2:\nanswer 2\n.*part 3:\nanswer 3\n", mock.Prompts[^1]);
    }

    [Fact]
    public async Task Progress_names_the_part_and_once_all_input_was_read_the_number_of_parts()
    {
        var shown = new TaskCompletionSource();
        await using var service = await ConcurrencyRecordingServer.StartAsync(async (_, context, prompt) =>
        {
            if (prompt.Contains("Part 3", StringComparison.Ordinal))
            {
                await shown.Task.WaitAsync(ConcurrencyRecordingServer.Timeout);
            }

            await StubResponses.SendStreamAsync(context, "ok");
        });
        using var shell = service.Connect();
        using var pipeline = shell.Create(Lines + Split + "-ThrottleLimit 2");
        pipeline.Streams.Progress.DataAdded += (records, added) => _ =
            ((PSDataCollection<ProgressRecord>)records!)[added.Index].StatusDescription.StartsWith("Part 2 of 3 completed", StringComparison.Ordinal) && shown.TrySetResult();
        Assert.Single(await pipeline.InvokeAsync());
        Assert.Contains(pipeline.Streams.Progress, record => record.Activity == "Processing the parts of the data");
        Assert.True(shown.Task.IsCompleted);
        Assert.Equal(ProgressRecordType.Completed, pipeline.Streams.Progress[^1].RecordType);
    }

    [Fact]
    public async Task Stop_ends_the_requests_and_the_checkpoint_keeps_the_answers()
    {
        var isHeld = true;
        await using var service = await ConcurrencyRecordingServer.StartAsync((_, context, prompt) =>
            isHeld && prompt.Contains("Part 3", StringComparison.Ordinal) ? ConcurrencyRecordingServer.WaitForAbortAsync(context) : StubResponses.SendStreamAsync(context, "ok"));
        using var folder = new TemporaryFolder();
        using var shell = service.Connect();
        var script = "param($file) " + Lines + Split + "-Checkpoint $file -ThrottleLimit 3";
        using (var pipeline = shell.Create(script, folder.File("run")))
        {
            var running = pipeline.BeginInvoke();
            await service.WaitUntilAsync(() => service.RequestStarts.Count == 3 && CountLines(folder.File("run")) == 2);
            await pipeline.StopAsync(null, null).WaitAsync(TimeSpan.FromSeconds(5));
            await service.WaitUntilAsync(() => service.Active == 0);
            Assert.Throws<PipelineStoppedException>(() => pipeline.EndInvoke(running));
        }

        isHeld = false;
        Assert.Equal([true, true, false], Parts(Assert.Single(shell.Get(script, folder.File("run")))).Select(part => part.GetValue("IsRestored")));
        Assert.Equal(5, service.RequestStarts.Count);
    }

    [Fact]
    public void Failing_part_keeps_the_advice_of_its_error()
    {
        using var mock = new MockShell();
        mock.Get("Add-QubridMockReply 'This model''s maximum context length is 4096 tokens.' -StatusCode 400 -Match 'Part 2 of the data'; Add-QubridMockReply part");
        var error = mock.Run(Lines + Split).Error;
        Assert.Contains("-MaxInputTokens <tokens> -Split", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(2, Count(PSObject.AsPSObject(((dynamic)error.Exception).PartialCompletion)));
    }

    [Fact]
    public void Last_object_over_the_limit_is_an_error_after_the_parts_that_were_sent_are_kept()
    {
        using var mock = CreateMock();
        using var folder = new TemporaryFolder();
        var error = mock.Run("param($file) & { 1..100 | ForEach-Object { \"line $_ with some words\" }; 'word ' * 2000 } | " + Split + "-Checkpoint $file -ThrottleLimit 2", folder.File("run")).Error;
        Assert.StartsWith("Line 101 ('word word", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(mock.Requests.Count, CountLines(folder.File("run")));
        Assert.True(mock.Requests.Count > 1);
    }

    private static bool IsPart(string prompt) => prompt.Contains(" of the data: all data is too large", StringComparison.Ordinal);

    private static int CountLines(string path)
    {
        if (!File.Exists(path))
        {
            return 0;
        }

        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return reader.ReadToEnd().Count(character => character == '\n');
    }

    private static IEnumerable<string?> Roles(PSObject request) => System.Text.Json.JsonDocument.Parse(request.GetText("Body")!).RootElement
        .GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("role").GetString());

    private static MockShell CreateMock()
    {
        var mock = new MockShell();
        mock.Get("Add-QubridMockReply -Text merged -Match 'into one answer|^Join' -Times 100; Add-QubridMockReply -Text part -Match . -Times 1000");
        return mock;
    }

    private static int Count(PSObject completion) => Parts(completion).Count;

    private static List<PSObject> Parts(PSObject completion) => [.. ((object[])completion.GetValue("Parts")!).Select(PSObject.AsPSObject)];
}
