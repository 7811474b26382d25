using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>-MaxTotalTokens and -MaxInputTokens. Each answer of the service costs five tokens.</summary>
public class BudgetTests
{
    private const string Caught = "param($prompts, $file) try { $prompts | Invoke-QubridChat -Checkpoint $file ";

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_spent_budget_ends_the_command_gives_what_was_done_and_can_be_resumed(int limit)
    {
        await using var service = await BusyService.StartAsync((_, _) => Task.CompletedTask);
        using var folder = new TemporaryFolder();
        using var shell = service.Connect();
        var prompts = BusyService.Prompts(30);
        var output = shell.Run(Caught + $"-ThrottleLimit {limit} -MaxTotalTokens 21 }} catch {{ $_ }}", prompts, folder.File("run")).Output;
        var sent = service.Starts.Count;
        Assert.InRange(sent, 5, 5 + limit - 1);
        var error = Assert.IsType<ErrorRecord>(output[^1].BaseObject);
        Assert.StartsWith("Qubrid.TokenBudgetExceeded,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith($"{5 * sent} tokens were spent, and -MaxTotalTokens allows 21", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.DoesNotContain((string)error.TargetObject, service.Starts.Select(start => start.Prompt));

        var given = output.SkipLast(1).Select(answer => answer.Text("InputObject")!).ToList();
        Assert.Equal(service.Starts.Select(start => start.Prompt).Order(), given.Order());
        Assert.Equal(given.OrderBy(int.Parse), given);
        Assert.Equal(sent, File.ReadAllLines(folder.File("run")).Length);

        var rest = shell.Get($"param($prompts, $file) $prompts | Invoke-QubridChat -Checkpoint $file -ThrottleLimit {limit} -MaxTotalTokens 1000", prompts, folder.File("run"));
        Assert.Equal(prompts, rest.Select(answer => answer.Text("InputObject")));
        Assert.Equal(30, service.Starts.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_budget_that_is_just_enough_is_enough(int limit)
    {
        await using var service = await BusyService.StartAsync((_, _) => Task.CompletedTask);
        using var shell = service.Connect();
        var script = $"param($prompts, $tokens) $prompts | Invoke-QubridChat -ThrottleLimit {limit} -MaxTotalTokens $tokens";
        Assert.Equal(4, shell.Get(script, BusyService.Prompts(4), 20).Count);
    }

    [Fact]
    public async Task Without_usage_the_tokens_are_estimated_and_the_budget_ends()
    {
        await using var service = await BusyService.StartAsync((_, context, _) =>
            Wire.SendAsync(context, """{"choices":[{"message":{"content":"some words of an answer"},"finish_reason":"stop"}]}"""));
        using var shell = service.Connect();
        var error = shell.Run("param($prompts, $tokens) $prompts | Invoke-QubridChat -MaxTotalTokens $tokens", BusyService.Prompts(50), 60).Error;
        Assert.StartsWith("Qubrid.TokenBudgetExceeded,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.InRange(service.Starts.Count, 2, 12);
    }

    [Fact]
    public void Input_that_is_too_large_is_not_sent_and_the_error_says_its_size()
    {
        using var mock = new MockShell();
        var error = mock.Run("& { for ($i = 0; $i -lt 500; $i++) { [pscustomobject]@{ Id = $i; Name = 'some name' } } } | Invoke-QubridChat 'Look' -MaxInputTokens 1000").Error;
        Assert.StartsWith("Qubrid.InputTooLarge,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Matches(@"about \d{4,5} tokens large \(estimated\), and -MaxInputTokens allows 1000", error.ErrorDetails.Message);
        Assert.Contains("-Property", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(mock.Requests);
    }

    [Theory]
    [InlineData("-Each")]
    [InlineData("-Each -ThrottleLimit 4")]
    public void With_Each_only_the_large_item_is_left_out(string mode)
    {
        using var mock = new MockShell();
        var result = mock.Run("param($large) 'a', $large, 'c' | Invoke-QubridChat 'Look' -MaxInputTokens 200 " + mode, new string('x', 4000), 0);
        Assert.Null(result.Terminating);
        Assert.StartsWith("Qubrid.InputTooLarge,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(4000, ((string)result.Error.TargetObject).Length);
        Assert.Equal(["a", "c"], result.Output.Select(answer => answer.Text("InputObject")));
        Assert.Equal(2, mock.Requests.Count);
    }

    [Fact]
    public void The_standing_instructions_count_as_input_too()
    {
        using var mock = new MockShell();
        var error = mock.Run("param($system) Invoke-QubridChat 'Hi' -System $system -MaxInputTokens 100", new string('x', 4000)).Error;
        Assert.StartsWith("Qubrid.InputTooLarge,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(mock.Requests);
    }
}
