using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests -Split: data that is too large for one request is divided, and the answers are merged.</summary>
public class SplitTests
{
    private const string Lines = "1..100 | ForEach-Object { \"line $_ with some words\" } | ";
    private const string Split = "Invoke-QubridChat Sum -MaxInputTokens 400 -Split ";

    [Theory]
    [InlineData("")]
    [InlineData("-ThrottleLimit 4")]
    public void Data_is_divided_and_answers_are_merged_into_one_completion(string mode)
    {
        using var mock = CreateMock();
        var completion = Assert.Single(mock.Get(Lines + Split + mode));
        var prompts = mock.Prompts.Order(StringComparer.Ordinal).ToList();
        Assert.Equal(4, prompts.Count);
        Assert.Equal("merged", completion.GetText());
        Assert.Equal(["part", "part", "part"], Parts(completion).Select(part => part.GetText()));
        Assert.All(prompts, prompt => Assert.StartsWith("Sum\n\n", prompt, StringComparison.Ordinal));
        Assert.Equal(["Part 1 of the data", "Part 2 of the data", "Part 3 of the data"], prompts.Select(prompt => prompt.Split('\n', ':')[2]).Where(line => line.StartsWith("Part", StringComparison.Ordinal)).Order());
        Assert.Contains("Answer for part 1:\npart\n\nAnswer for part 2:\npart\n\nAnswer for part 3:\npart\n", mock.Prompts[^1], StringComparison.Ordinal);
        var total = Parts(completion).Sum(part => (long)part.GetValue("Usage.TotalTokens")!);
        Assert.True((long)completion.GetValue("Usage.TotalTokens")! > total);
        Assert.Null(completion.GetValue("InputObject"));
    }

    [Fact]
    public void Data_that_fits_is_the_same_request_as_without_Split()
    {
        using var mock = CreateMock();
        mock.Get("'a', \"b`nc\", 'd' | Invoke-QubridChat Sum -MaxInputTokens 400 -Split -ThrottleLimit 3; 'a', \"b`nc\", 'd' | Invoke-QubridChat Sum");
        mock.Get("[pscustomobject]@{ A = 1 } | Invoke-QubridChat Sum -MaxInputTokens 400 -Split; [pscustomobject]@{ A = 1 } | Invoke-QubridChat Sum");
        Assert.Equal(mock.Requests[0].GetText("Body"), mock.Requests[1].GetText("Body"));
        Assert.Equal(mock.Requests[2].GetText("Body"), mock.Requests[3].GetText("Body"));
    }

    [Fact]
    public void Data_just_within_the_limit_is_one_request()
    {
        using var mock = CreateMock();
        var estimate = long.Parse(System.Text.RegularExpressions.Regex.Match(
            mock.Run(Lines + "Invoke-QubridChat Sum -WhatIf").Information.Last().MessageData.ToString()!, @"input: (\d+)").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        mock.Get(Lines + $"Invoke-QubridChat Sum -Split -MaxInputTokens {estimate}");
        Assert.Single(mock.Requests);
        mock.Get(Lines + $"Invoke-QubridChat Sum -Split -MaxInputTokens {estimate - 1}");
        Assert.Equal(4, mock.Requests.Count);
    }

    [Fact]
    public void Answers_that_do_not_fit_are_merged_in_levels()
    {
        using var mock = CreateMock(new string('p', 200));
        var completion = Assert.Single(mock.Get("1..400 | ForEach-Object { \"line $_ with some words\" } | " + Split + "-ThrottleLimit 3"));
        Assert.Equal("merged", completion.GetText());
        Assert.Contains(mock.Prompts, prompt => prompt.Contains("Answer for parts 1 to", StringComparison.Ordinal));
        Assert.Contains(mock.Prompts, prompt => prompt.Contains("Combine these into one answer", StringComparison.Ordinal));
    }

    [Fact]
    public void MergePrompt_replaces_the_merge_instruction_and_keeps_the_prompt()
    {
        using var mock = CreateMock();
        mock.Get(Lines + Split + "-MergePrompt 'Join and sort.'");
        Assert.StartsWith("Join and sort.\n", mock.Prompts[^1], StringComparison.Ordinal);
        Assert.Contains("\nSum\n", mock.Prompts[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_are_sent_before_the_pipeline_ends()
    {
        using var mock = CreateMock();
        mock.Get("1..300 | ForEach-Object { if ($_ -eq 300) { [Threading.Thread]::Sleep(300); $script:sent = @($mock.Requests).Count }; \"line $_ with some words\" } | " + Split);
        Assert.InRange((int)mock.Get("$sent").Single().BaseObject, 5, 8);
    }

    [Theory]
    [InlineData("-Stream", 1)]
    [InlineData("-Live", 0)]
    public void Stream_and_Live_show_the_last_merge(string mode, int updates)
    {
        using var mock = CreateMock();
        var result = mock.Run(Lines + Split + mode + " -ThrottleLimit 2");
        Assert.Empty(result.AllErrors);
        var shown = updates == 0 ? string.Concat(result.Information.Select(record => record.MessageData.ToString()!.TrimEnd('\n'))) : string.Concat(result.Output.Select(update => update.GetText()));
        Assert.Equal("merged", shown);
        var completion = updates == 0 ? Assert.Single(result.Output) : PSObject.AsPSObject(result.Output[^1].GetValue("Completion")!);
        Assert.Equal(3, Parts(completion).Count);
    }

    [Fact]
    public void Tools_are_sent_with_the_last_merge_only()
    {
        using var mock = CreateMock();
        mock.Get("function Get-Answer { 42 }; " + Lines + Split + "-Tool Get-Answer -ThrottleLimit 2");
        Assert.Equal([false, false, false, true], Enumerable.Range(0, 4).Select(index => mock.Body(index).TryGetProperty("tools", out _)));
    }

    [Fact]
    public void Schema_applies_to_the_parts_and_the_result_and_a_list_is_concatenated()
    {
        using var mock = new MockShell();
        mock.Get("Add-QubridMockReply -Text '{\"value\":[{\"n\":1}]}' -Match 'Part \\d' -Times 100");
        var completion = Assert.Single(mock.Get(Lines + Split + "-Schema @(@{ n = 'integer' })"));
        Assert.Equal(Parts(completion).Count, mock.Requests.Count);
        Assert.Equal(Enumerable.Repeat((object)1L, mock.Requests.Count), ((object[])completion.GetValue("Data")!).Select(row => PSObject.AsPSObject(row).GetValue("n")));
        Assert.All(Parts(completion), part => Assert.Single((object[])part.GetValue("Data")!));

    }

    [Fact]
    public void Schema_of_an_object_is_merged_by_the_model()
    {
        using var mock = CreateMock("{\"n\":1}", "{\"n\":2}");
        var completion = Assert.Single(mock.Get(Lines + Split + "-Schema @{ n = 'integer' }"));
        Assert.Equal(2L, completion.GetValue("Data.n"));
        Assert.Equal(Parts(completion).Count + 1, mock.Requests.Count);
        Assert.All(Parts(completion), part => Assert.Equal(1L, part.GetValue("Data.n")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-ThrottleLimit 2")]
    public async Task Failing_part_is_named_and_the_others_are_kept_in_the_checkpoint(string mode)
    {
        var isHealthy = false;
        await using var service = await ConcurrencyRecordingServer.StartAsync((_, context, prompt) =>
            prompt.Contains("Part 2", StringComparison.Ordinal) && !isHealthy ? StubResponses.SendErrorAsync(context, 400, "I will not") : StubResponses.SendStreamAsync(context, "ok"));
        using var folder = new TemporaryFolder();
        using var shell = service.Connect();
        var script = "param($file) " + Lines + Split + "-Checkpoint $file " + mode;
        var error = shell.Run(script, folder.File("run")).Error;
        Assert.StartsWith("Qubrid.InvalidRequest,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("Part 2 (lines ", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("I will not", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("2 of 3 parts of the data were answered, so there is no result.", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("run the same command again with -Checkpoint '", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(3, service.RequestStarts.Count);
        isHealthy = true;
        var completion = Assert.Single(shell.Get(script, folder.File("run")));
        Assert.Equal(5, service.RequestStarts.Count);
        Assert.Equal([true, false, true], Parts(completion).Select(part => part.GetValue("IsRestored")));
        Assert.Equal(false, completion.GetValue("IsRestored"));
        Assert.Equal(true, Assert.Single(shell.Get(script, folder.File("run"))).GetValue("IsRestored"));
        Assert.Equal(5, service.RequestStarts.Count);
    }

    [Fact]
    public void Spent_budget_ends_the_command_with_an_error_that_says_how_to_resume()
    {
        using var mock = CreateMock();
        var error = mock.Run(Lines + Split + "-MaxTotalTokens 10").Error;
        Assert.StartsWith("Qubrid.TokenBudgetExceeded,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("1 of 3 parts of the data were answered, and 2 requests were not sent, so there is no result. To keep", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Single(mock.Requests);
    }

    [Fact]
    public void WhatIf_shows_the_plan_and_sends_nothing()
    {
        using var mock = CreateMock();
        var result = mock.Run(Lines + Split + "-MaxTokens 50 -WhatIf");
        var text = string.Join("\n", result.Information.Select(record => record.MessageData.ToString()));
        Assert.Contains("The data is divided into 3 parts. Their answers are merged by about 1 more request, ", text, StringComparison.Ordinal);
        Assert.Contains("tokens in 3 requests. No request was sent.", text, StringComparison.Ordinal);
        Assert.Single(result.Information, record => record.MessageData.ToString()!.StartsWith('{'));
        Assert.Empty(mock.Requests);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void Object_over_the_limit_is_named_and_nothing_of_an_argument_is_sent()
    {
        using var mock = CreateMock();
        var error = mock.Run("Invoke-QubridChat Sum -MaxInputTokens 300 -Split -InputObject (@('a') * 300 + ('word ' * 1000) + 'b')").Error;
        Assert.StartsWith("Qubrid.InputTooLarge,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("Line 301 ('word word", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Empty(mock.Requests);
    }

    [Fact]
    public void Each_divides_strings_that_are_too_large()
    {
        using var mock = CreateMock();
        var result = mock.Run("((1..100 | ForEach-Object { \"aa $_ bbb\" }) -join \"`n\"), 'small', ('x' * 5000), 'last' | Invoke-QubridChat Sum -Each -MaxInputTokens 300 -Split -ThrottleLimit 2");
        Assert.Equal([2, 0, 0], result.Output.Select(completion => Parts(completion).Count));
        Assert.Equal(["small", "last"], result.Output.Skip(1).Select(completion => completion.GetText("InputObject")));
        Assert.StartsWith("Item 3: Line 1 ('xxx", result.Error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'a' | Invoke-QubridChat Sum -Split", "-MaxInputTokens")]
    [InlineData("'a' | Invoke-QubridChat Sum -MergePrompt b", "-Split")]
    [InlineData("'a' | Invoke-QubridChat -Split -MaxInputTokens 100", "-Prompt")]
    [InlineData("'a' | Invoke-QubridChat ('x' * 2000) -Split -MaxInputTokens 300", "prompt leaves no space")]
    [InlineData("Invoke-QubridChat ('x' * 2000) -Split -MaxInputTokens 300", "exceeds -MaxInputTokens (300)")]
    public void Parameters_that_do_not_fit_together_are_an_error(string script, string words)
    {
        using var mock = CreateMock();
        Assert.Contains(words, mock.Run(script).Error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Empty(mock.Requests);
    }

    private static MockShell CreateMock(string part = "part", string merge = "merged")
    {
        var mock = new MockShell();
        mock.Get("param($part, $merge) Add-QubridMockReply -Text $merge -Match 'into one answer|^Join' -Times 100; Add-QubridMockReply -Text $part -Match . -Times 1000", part, merge);
        return mock;
    }

    private static List<PSObject> Parts(PSObject completion) => [.. ((object[])completion.GetValue("Parts")!).Select(PSObject.AsPSObject)];
}
