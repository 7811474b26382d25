using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests -MaxTotalTokens and -MaxInputTokens. Each completion uses five tokens.</summary>
public class TokenBudgetTests
{
    private const string RunWithCheckpoint = "param($prompts, $file) $prompts | Invoke-QubridChat -Checkpoint $file ";

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Exhausted_budget_is_a_non_terminating_error_and_the_batch_can_be_resumed(int limit)
    {
        await using var service = await ConcurrencyRecordingServer.StartAsync((_, _) => Task.CompletedTask);
        using var folder = new TemporaryFolder();
        using var shell = service.Connect();
        var prompts = ConcurrencyRecordingServer.CreatePrompts(30);
        var result = shell.Run(RunWithCheckpoint + $"-ThrottleLimit {limit} -MaxTotalTokens 21", prompts, folder.File("run"));
        var sentPrompts = service.RequestStarts.Count;
        Assert.InRange(sentPrompts, 5, 5 + limit - 1);
        Assert.Null(result.Terminating);
        var error = result.Error;
        Assert.StartsWith("Qubrid.TokenBudgetExceeded,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith($"The token budget is used up: {5 * sentPrompts} tokens were spent, and -MaxTotalTokens is 21. {30 - sentPrompts} items were not sent", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.DoesNotContain((string)error.TargetObject, service.RequestStarts.Select(start => start.Prompt));

        var completions = result.Output.Select(completion => completion.GetText("InputObject")!).ToList();
        Assert.Equal(service.RequestStarts.Select(start => start.Prompt).Order(), completions.Order());
        Assert.Equal(completions.OrderBy(int.Parse), completions);
        Assert.Equal(sentPrompts, File.ReadAllLines(folder.File("run")).Length);

        var remaining = shell.Get($"param($prompts, $file) $prompts | Invoke-QubridChat -Checkpoint $file -ThrottleLimit {limit} -MaxTotalTokens 1000", prompts, folder.File("run"));
        Assert.Equal(prompts, remaining.Select(completion => completion.GetText("InputObject")));
        Assert.Equal(30, service.RequestStarts.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Budget_that_is_exactly_sufficient_causes_no_error(int limit)
    {
        await using var service = await ConcurrencyRecordingServer.StartAsync((_, _) => Task.CompletedTask);
        using var shell = service.Connect();
        var script = $"param($prompts, $tokens) $prompts | Invoke-QubridChat -ThrottleLimit {limit} -MaxTotalTokens $tokens";
        Assert.Equal(4, shell.Get(script, ConcurrencyRecordingServer.CreatePrompts(4), 20).Count);
    }

    [Fact]
    public async Task Missing_usage_is_estimated_for_the_budget()
    {
        await using var service = await ConcurrencyRecordingServer.StartAsync((_, context, _) =>
            StubResponses.SendAsync(context, """{"choices":[{"message":{"content":"some words of an answer"},"finish_reason":"stop"}]}"""));
        using var shell = service.Connect();
        var error = shell.Run("param($prompts, $tokens) $prompts | Invoke-QubridChat -MaxTotalTokens $tokens", ConcurrencyRecordingServer.CreatePrompts(50), 60).Error;
        Assert.StartsWith("Qubrid.TokenBudgetExceeded,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.InRange(service.RequestStarts.Count, 2, 12);
    }

    [Fact]
    public void Too_large_input_is_not_sent_and_the_error_states_its_size()
    {
        using var mock = new MockShell();
        var error = mock.Run("& { for ($i = 0; $i -lt 500; $i++) { [pscustomobject]@{ Id = $i; Name = 'some name' } } } | Invoke-QubridChat 'Look' -MaxInputTokens 1000").Error;
        Assert.StartsWith("Qubrid.InputTooLarge,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Matches(@"estimated size of \d{4,5} tokens exceeds -MaxInputTokens \(1000\)", error.ErrorDetails.Message);
        Assert.Contains("-Property", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(mock.Requests);
    }

    [Theory]
    [InlineData("-Each")]
    [InlineData("-Each -ThrottleLimit 4")]
    public void Each_skips_only_the_too_large_item(string mode)
    {
        using var mock = new MockShell();
        var result = mock.Run("param($large) 'a', $large, 'c' | Invoke-QubridChat 'Look' -MaxInputTokens 200 " + mode, new string('x', 4000), 0);
        Assert.Null(result.Terminating);
        Assert.StartsWith("Qubrid.InputTooLarge,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(4000, ((string)result.Error.TargetObject).Length);
        Assert.Equal(["a", "c"], result.Output.Select(completion => completion.GetText("InputObject")));
        Assert.Equal(2, mock.Requests.Count);
    }

    [Fact]
    public void System_message_counts_as_input()
    {
        using var mock = new MockShell();
        var error = mock.Run("param($system) Invoke-QubridChat 'Hi' -System $system -MaxInputTokens 100", new string('x', 4000)).Error;
        Assert.StartsWith("Qubrid.InputTooLarge,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(mock.Requests);
    }
}
