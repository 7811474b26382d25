using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests Measure-QubridChat with all kinds of input.</summary>
public class MeasureTests
{
    // A deserialized completion.
    private const string Completion = """
        function New-Completion($model, $first, $rate, $total, $prompt, $tokens, $level) {
            [pscustomobject]@{
                PSTypeName = 'Deserialized.Qubrid.Client.ChatCompletion'; Model = $model; InputObject = @{ Level = $level }
                Usage = [pscustomobject]@{ PromptTokens = $prompt; CompletionTokens = $tokens; TotalTokens = $prompt + $tokens }
                Metrics = [pscustomobject]@{ TtftSeconds = 9; TokensPerSecond = 99; TotalTimeSeconds = 999 }
                ClientMetrics = [pscustomobject]@{ TtftSeconds = $first; TokensPerSecond = $rate; TotalTimeSeconds = $total }
            }
        }

        """;

    [Fact]
    public void Completions_are_grouped_by_model_in_input_order()
    {
        using var mock = new MockShell();
        var groups = mock.Get("foreach ($m in 'b/b', 'a/a') { 'one', 'two words' | Invoke-QubridChat -Model $m } ").ToArray();
        var statistics = mock.Get("$args[0] | Measure-QubridChat", [groups]);
        Assert.Equal(["b/b", "a/a"], statistics.Select(group => group.GetText("Name")));
        Assert.Equal(["Model 2 0 3 9 12", "Model 2 0 3 9 12"], statistics.Select(DescribeCounts));
        Assert.InRange((double)statistics[0].GetValue("TotalTimeSeconds.P50")!, 0, 60);
        Assert.Equal("ChatStatistics", statistics[0].BaseObject.GetType().Name);
    }

    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(2, 1, 2, 2)]
    [InlineData(3, 2, 3, 3)]
    [InlineData(20, 10, 19, 20)]
    [InlineData(100, 50, 95, 100)]
    [InlineData(101, 51, 96, 101)]
    public void Percentiles_use_the_nearest_rank(int count, double p50, double p95, double max)
    {
        using var shell = new Shell();
        var group = shell.Get(Completion + "$args[0]..1 | ForEach-Object { New-Completion m $_ (10 * $_) (100 * $_) 1 1 } | Measure-QubridChat", count).Single();
        Assert.Equal([p50, p95, max], GetPercentiles(group, "TtftSeconds"));
        Assert.Equal([10 * p50, 10 * p95, 10 * max], GetPercentiles(group, "TokensPerSecond"));
        Assert.Equal([100 * p50, 100 * p95, 100 * max], GetPercentiles(group, "TotalTimeSeconds"));
    }

    [Fact]
    public void Client_metrics_take_precedence_over_service_metrics()
    {
        using var shell = new Shell();
        var group = shell.Get(Completion + "New-Completion m 1 $null 3 1 1 | Measure-QubridChat").Single();
        Assert.Equal([1.0, 1.0, 1.0], GetPercentiles(group, "TtftSeconds"));
        Assert.Equal([99.0, 99.0, 99.0], GetPercentiles(group, "TokensPerSecond"));
    }

    [Fact]
    public void Unreported_metrics_are_null()
    {
        using var shell = new Shell();
        var group = shell.Get("[pscustomobject]@{ PSTypeName = 'Qubrid.Client.ChatCompletion' } | Measure-QubridChat").Single();
        Assert.Equal("Model 1 0   ", DescribeCounts(group));
        Assert.All(["Name", "TtftSeconds", "TokensPerSecond", "TotalTimeSeconds"], name => Assert.Null(group.GetValue(name)));
    }

    [Fact]
    public void Extreme_values_from_the_service_do_not_break_the_sums()
    {
        using var shell = new Shell();
        var group = shell.Get(Completion + "8e18, 8e18, -5, [double]::NaN | ForEach-Object { New-Completion m $_ $_ $_ 1 $_ } | Measure-QubridChat").Single();
        Assert.Equal(long.MaxValue, group.GetValue("CompletionTokens"));
        Assert.Equal(8e18, group.GetValue("TtftSeconds.Max"));
    }

    [Fact]
    public void Errors_count_as_failures_of_the_requested_model()
    {
        using var mock = new MockShell();
        var statistics = mock.Get("""
            Add-QubridMockReply 'no' -StatusCode 429 -Model b/b -Match two
            Add-QubridMockReply 'one two' -DropAfter 1 -Model b/b -Match three
            $(foreach ($m in 'a/a', 'b/b') { 'one', 'two', 'three', ' ' | Invoke-QubridChat -Model $m -MaximumRetryCount 0 2>&1 }) | Measure-QubridChat
            """);
        Assert.Equal(["a/a", null, "b/b"], statistics.Select(group => group.GetText("Name")));
        Assert.Equal(["Model 3 0 3 12 15", "Model 0 2   ", "Model 1 2 1 4 5"], statistics.Select(DescribeCounts));
        Assert.Equal("Qubrid.EmptyPrompt x 2", DescribeFailures(statistics[1]));
        Assert.Equal("Qubrid.RateLimited x 1, Qubrid.StreamInterrupted x 1", DescribeFailures(statistics[2]));
    }

    [Fact]
    public void GroupBy_accepts_nested_property_paths()
    {
        using var mock = new MockShell();
        var statistics = mock.Get("""
            Add-QubridMockReply 'no' -StatusCode 500 -Match c
            $rows = [pscustomobject]@{ Prompt = 'a'; Level = 'Error' }, [pscustomobject]@{ Prompt = 'b'; Level = 'error' }, [pscustomobject]@{ Prompt = 'c'; Level = 'Warning' }
            $rows | Invoke-QubridChat -MaximumRetryCount 0 2>&1 | Measure-QubridChat -GroupBy InputObject.Level
            """);
        Assert.Equal(["Error", "Warning"], statistics.Select(group => group.GetText("Name")));
        Assert.Equal(["InputObject.Level 2 0 2 8 10", "InputObject.Level 0 1   "], statistics.Select(DescribeCounts));
        Assert.Equal("stop", mock.Get("Invoke-QubridChat hi | Measure-QubridChat FinishReason").Single().GetText("Name"));
    }

    [Fact]
    public void Streamed_completion_counts_once()
    {
        using var mock = new MockShell();
        Assert.Equal("Model 2 0 2 8 10", DescribeCounts(mock.Get("'a', 'b' | Invoke-QubridChat -Stream | Measure-QubridChat").Single()));
    }

    [Theory]
    [InlineData("", 1, "Model 1 1 1 4 5", "m")]
    [InlineData("-Stream", 1, "Model 1 1 1 4 5", "m")]
    [InlineData("-Stream", 3, "Model 1 1 1 4 5", "m")]
    public void Deserialized_completions_are_measured_like_live_ones(string mode, int depth, string counts, string model)
    {
        using var mock = new MockShell();
        var statistics = mock.Get($$"""
            Add-QubridMockReply 'no' -StatusCode 400 -Match two
            $all = 'one', 'two' | Invoke-QubridChat -Model m {{mode}} 2>&1
            $all | ForEach-Object { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($_, {{depth}})) } | Measure-QubridChat
            """);
        var group = Assert.Single(statistics);
        Assert.Equal(counts, DescribeCounts(group));
        Assert.Equal(model, group.GetText("Name"));
        Assert.Equal("Qubrid.InvalidRequest x 1", DescribeFailures(group));
        Assert.NotNull(group.GetValue("TotalTimeSeconds"));
    }

    [Fact]
    public void Invalid_input_is_an_item_error_and_empty_input_returns_nothing()
    {
        using var mock = new MockShell();
        var result = mock.Run("42, $null, (Invoke-QubridChat hi) | Measure-QubridChat");
        Assert.Equal("Qubrid.InvalidInput,QubridPS.MeasureQubridChatCommand", result.Error.FullyQualifiedErrorId);
        Assert.Contains("Int32 is not a chat completion", result.Error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(42, result.Error.TargetObject is PSObject wrapped ? wrapped.BaseObject : result.Error.TargetObject);
        Assert.Equal("Model 1 0 1 4 5", DescribeCounts(result.Output.Single()));
        Assert.Empty(mock.Get("@() | Measure-QubridChat"));
    }

    [Theory]
    [InlineData("New-QubridCompletion a | Measure-QubridChat -GroupBy '..'", "'..' is not a valid property path.")]
    [InlineData("[pscustomobject]@{ a = 1 } | Invoke-QubridChat q -Property '['", "'[' in -Property is not a valid wildcard pattern")]
    [InlineData("Get-QubridModel '['", "'[' in -Name is not a valid wildcard pattern")]
    public void Invalid_GroupBy_path_is_reported(string script, string message)
    {
        using var mock = new MockShell();
        var error = mock.Run(script).Error;
        Assert.StartsWith("Qubrid.InvalidInput,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(message, error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    private static string DescribeCounts(PSObject group) => string.Join(
        ' ', new[] { "GroupBy", "Count", "Failures", "PromptTokens", "CompletionTokens", "TotalTokens" }.Select(name => group.GetText(name)));

    private static string DescribeFailures(PSObject group) => string.Join(", ", ((Array)group.GetValue("FailuresById")!).Cast<object>());

    private static IEnumerable<double> GetPercentiles(PSObject group, string name) =>
        new[] { "P50", "P95", "Max" }.Select(percentile => (double)group.GetValue($"{name}.{percentile}")!);
}
