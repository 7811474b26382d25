using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>-ThrottleLimit: side by side at the service, in order in the pipeline.</summary>
public class BatchOrderTests
{
    [Fact]
    public async Task Answers_come_in_input_order_though_the_service_answers_the_last_first()
    {
        const int count = 16;
        var done = Enumerable.Range(0, count + 1).Select(_ => new TaskCompletionSource()).ToArray();
        done[count].SetResult();
        await using var service = await BusyService.StartAsync(async (_, context, prompt) =>
        {
            var number = int.Parse(prompt, null);
            await done[number + 1].Task.WaitAsync(BusyService.Patience);
            await Wire.StreamAsync(context, "answer ", prompt);
            done[number].SetResult();
        });
        using var shell = service.Connect();
        var answers = shell.Get("param($prompts) $prompts | Invoke-QubridChat -ThrottleLimit 16", BusyService.Prompts(count));
        Assert.Equal(BusyService.Prompts(count), answers.Select(answer => answer.Text("InputObject")));
        Assert.All(answers, answer => Assert.Equal("answer " + answer.Text("InputObject"), answer.Text()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(20)]
    public async Task As_many_requests_as_the_limit_says_are_there_at_once_and_never_more(int limit)
    {
        var full = new TaskCompletionSource();
        await using var service = await BusyService.StartAsync(async (service, _) =>
        {
            if (service.Active == limit)
            {
                full.TrySetResult();
            }

            await full.Task.WaitAsync(BusyService.Patience);
            await Task.Delay(5);
        });
        using var shell = service.Connect();
        var answers = shell.Get($"param($prompts) $prompts | Invoke-QubridChat -ThrottleLimit {limit}", BusyService.Prompts(60));
        Assert.Equal(60, answers.Count);
        Assert.Equal(limit, service.Most);
    }

    [Fact]
    public async Task Without_the_limit_there_is_one_request_at_a_time()
    {
        await using var service = await BusyService.StartAsync((_, _) => Task.Delay(5));
        using var shell = service.Connect();
        Assert.Equal(5, shell.Get("param($prompts) $prompts | Invoke-QubridChat", BusyService.Prompts(5)).Count);
        Assert.Equal(1, service.Most);
    }

    [Fact]
    public async Task An_items_failure_is_its_own_and_the_others_keep_their_order()
    {
        await using var service = await BusyService.StartAsync((_, context, prompt) =>
            prompt is "3" or "7" ? Wire.ErrorAsync(context, 400, "I will not") : Wire.StreamAsync(context, prompt));
        using var shell = service.Connect();
        var result = shell.Run("param($prompts) $prompts | Invoke-QubridChat -ThrottleLimit 4", BusyService.Prompts(10));
        Assert.Null(result.Terminating);
        Assert.Equal(["0", "1", "2", "4", "5", "6", "8", "9"], result.Output.Select(answer => answer.Text()));
        Assert.Equal(["3", "7"], result.Errors.Select(error => error.TargetObject));
        Assert.All(result.Errors, error => Assert.StartsWith("Qubrid.InvalidRequest,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_ErrorAction_Stop_the_first_failure_ends_the_batch_and_leaves_no_request()
    {
        await using var service = await BusyService.StartAsync((_, context, prompt) =>
            prompt == "1" ? Wire.ErrorAsync(context, 400, "I will not")
            : prompt == "0" ? Wire.StreamAsync(context, prompt)
            : BusyService.UntilAborted(context));
        using var shell = service.Connect();
        var output = shell.Run(
            "param($prompts) try { $prompts | Invoke-QubridChat -ThrottleLimit 4 -ErrorAction Stop } catch { $_.TargetObject }", BusyService.Prompts(50)).Output;
        Assert.Equal(["0", "1"], output.Select(value => value.ToString()));
        await service.UntilAsync(() => service.Active == 0);
    }

    [Fact]
    public async Task Half_an_answer_is_with_its_error_and_knows_its_object()
    {
        await using var service = await BusyService.StartAsync(async (_, context, prompt) =>
        {
            Wire.StartStream(context);
            await Wire.TokenAsync(context, "half of " + prompt);
            if (prompt != "1")
            {
                await Wire.EndAsync(context);
            }
        });
        using var shell = service.Connect("-MaximumRetryCount 0");
        var result = shell.Run("param($prompts) $prompts | Invoke-QubridChat -ThrottleLimit 2", BusyService.Prompts(3));
        Assert.StartsWith("Qubrid.StreamInterrupted,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        var partial = PSObject.AsPSObject(PSObject.AsPSObject(result.Error.Exception).Get("PartialCompletion"));
        Assert.Equal("half of 1", partial.Text());
        Assert.Equal("1", partial.Text("InputObject"));
    }

    [Theory]
    [InlineData("-Stream")]
    [InlineData("-Live")]
    public void To_show_several_answers_as_they_come_is_refused(string mode)
    {
        using var mock = new MockShell();
        var error = mock.Run($"'a', 'b' | Invoke-QubridChat -ThrottleLimit 2 {mode}").Error;
        Assert.StartsWith("Qubrid.InvalidInput,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("-ThrottleLimit", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(mock.Requests);
    }
}
