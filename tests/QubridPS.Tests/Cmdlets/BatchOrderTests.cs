using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests that -ThrottleLimit sends requests concurrently and returns completions in input order.</summary>
public class BatchOrderTests
{
    [Fact]
    public async Task Completions_are_written_in_input_order()
    {
        const int count = 16;
        var done = Enumerable.Range(0, count + 1).Select(_ => new TaskCompletionSource()).ToArray();
        done[count].SetResult();
        await using var service = await ConcurrencyRecordingServer.StartAsync(async (_, context, prompt) =>
        {
            var number = int.Parse(prompt, null);
            await done[number + 1].Task.WaitAsync(ConcurrencyRecordingServer.Timeout);
            await StubResponses.SendStreamAsync(context, "answer ", prompt);
            done[number].SetResult();
        });
        using var shell = service.Connect();
        var completions = shell.Get("param($prompts) $prompts | Invoke-QubridChat -ThrottleLimit 16", ConcurrencyRecordingServer.CreatePrompts(count));
        Assert.Equal(ConcurrencyRecordingServer.CreatePrompts(count), completions.Select(completion => completion.GetText("InputObject")));
        Assert.All(completions, completion => Assert.Equal("answer " + completion.GetText("InputObject"), completion.GetText()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(20)]
    public async Task Concurrency_reaches_the_limit_and_never_exceeds_it(int limit)
    {
        var full = new TaskCompletionSource();
        await using var service = await ConcurrencyRecordingServer.StartAsync(async (service, _) =>
        {
            if (service.Active == limit)
            {
                full.TrySetResult();
            }

            await full.Task.WaitAsync(ConcurrencyRecordingServer.Timeout);
            await Task.Delay(5);
        });
        using var shell = service.Connect();
        var completions = shell.Get($"param($prompts) $prompts | Invoke-QubridChat -ThrottleLimit {limit}", ConcurrencyRecordingServer.CreatePrompts(60));
        Assert.Equal(60, completions.Count);
        Assert.Equal(limit, service.MaxConcurrent);
    }

    [Fact]
    public async Task Default_sends_one_request_at_a_time()
    {
        await using var service = await ConcurrencyRecordingServer.StartAsync((_, _) => Task.Delay(5));
        using var shell = service.Connect();
        Assert.Equal(5, shell.Get("param($prompts) $prompts | Invoke-QubridChat", ConcurrencyRecordingServer.CreatePrompts(5)).Count);
        Assert.Equal(1, service.MaxConcurrent);
    }

    [Fact]
    public async Task Failed_item_does_not_affect_the_order_of_others()
    {
        await using var service = await ConcurrencyRecordingServer.StartAsync((_, context, prompt) =>
            prompt is "3" or "7" ? StubResponses.SendErrorAsync(context, 400, "I will not") : StubResponses.SendStreamAsync(context, prompt));
        using var shell = service.Connect();
        var result = shell.Run("param($prompts) $prompts | Invoke-QubridChat -ThrottleLimit 4", ConcurrencyRecordingServer.CreatePrompts(10));
        Assert.Null(result.Terminating);
        Assert.Equal(["0", "1", "2", "4", "5", "6", "8", "9"], result.Output.Select(completion => completion.GetText()));
        Assert.Equal(["3", "7"], result.Errors.Select(error => error.TargetObject));
        Assert.All(result.Errors, error => Assert.StartsWith("Qubrid.InvalidRequest,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ErrorAction_Stop_ends_the_batch_and_cancels_its_requests()
    {
        await using var service = await ConcurrencyRecordingServer.StartAsync((_, context, prompt) =>
            prompt == "1" ? StubResponses.SendErrorAsync(context, 400, "I will not")
            : prompt == "0" ? StubResponses.SendStreamAsync(context, prompt)
            : ConcurrencyRecordingServer.WaitForAbortAsync(context));
        using var shell = service.Connect();
        var output = shell.Run(
            "param($prompts) try { $prompts | Invoke-QubridChat -ThrottleLimit 4 -ErrorAction Stop } catch { $_.TargetObject }", ConcurrencyRecordingServer.CreatePrompts(50)).Output;
        Assert.Equal(["0", "1"], output.Select(value => value.ToString()));
        await service.WaitUntilAsync(() => service.Active == 0);
    }

    [Fact]
    public async Task Partial_completion_is_in_the_error_with_its_input_object()
    {
        await using var service = await ConcurrencyRecordingServer.StartAsync(async (_, context, prompt) =>
        {
            StubResponses.StartStream(context);
            await StubResponses.SendTokenAsync(context, "half of " + prompt);
            if (prompt != "1")
            {
                await StubResponses.SendEndAsync(context);
            }
        });
        using var shell = service.Connect("-MaximumRetryCount 0");
        var result = shell.Run("param($prompts) $prompts | Invoke-QubridChat -ThrottleLimit 2", ConcurrencyRecordingServer.CreatePrompts(3));
        Assert.StartsWith("Qubrid.StreamInterrupted,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        var partial = PSObject.AsPSObject(PSObject.AsPSObject(result.Error.Exception).GetValue("PartialCompletion"));
        Assert.Equal("half of 1", partial.GetText());
        Assert.Equal("1", partial.GetText("InputObject"));
    }

    [Theory]
    [InlineData("-Stream")]
    [InlineData("-Live")]
    public void Streaming_modes_are_rejected_with_ThrottleLimit(string mode)
    {
        using var mock = new MockShell();
        var error = mock.Run($"'a', 'b' | Invoke-QubridChat -ThrottleLimit 2 {mode}").Error;
        Assert.StartsWith("Qubrid.InvalidInput,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("-ThrottleLimit", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(mock.Requests);
    }
}
