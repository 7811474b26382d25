using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Measure-QubridChat over what can be piped to it.</summary>
public class MeasureTests
{
    // A completion as it comes back from a file or another machine.
    private const string Answer = """
        function New-Answer($model, $first, $rate, $total, $prompt, $tokens, $level) {
            [pscustomobject]@{
                PSTypeName = 'Deserialized.Qubrid.Client.ChatCompletion'; Model = $model; InputObject = @{ Level = $level }
                Usage = [pscustomobject]@{ PromptTokens = $prompt; CompletionTokens = $tokens; TotalTokens = $prompt + $tokens }
                Metrics = [pscustomobject]@{ TtftSeconds = 9; TokensPerSecond = 99; TotalTimeSeconds = 999 }
                ClientMetrics = [pscustomobject]@{ TtftSeconds = $first; TokensPerSecond = $rate; TotalTimeSeconds = $total }
            }
        }

        """;

    [Fact]
    public void Answers_are_summed_by_model_in_the_order_they_came()
    {
        using var mock = new MockShell();
        var groups = mock.Get("foreach ($m in 'b/b', 'a/a') { 'one', 'two words' | Invoke-QubridChat -Model $m } ").ToArray();
        var statistics = mock.Get("$args[0] | Measure-QubridChat", [groups]);
        Assert.Equal(["b/b", "a/a"], statistics.Select(one => one.Text("Name")));
        Assert.Equal(["Model 2 0 3 9 12", "Model 2 0 3 9 12"], statistics.Select(Counts));
        Assert.InRange((double)statistics[0].Get("TotalTimeSeconds.P50")!, 0, 60);
        Assert.Equal("ChatStatistics", statistics[0].BaseObject.GetType().Name);
    }

    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(2, 1, 2, 2)]
    [InlineData(3, 2, 3, 3)]
    [InlineData(20, 10, 19, 20)]
    [InlineData(100, 50, 95, 100)]
    [InlineData(101, 51, 96, 101)]
    public void Percentiles_are_measured_values_by_nearest_rank(int count, double half, double most, double max)
    {
        using var shell = new Shell();
        var one = shell.Get(Answer + "$args[0]..1 | ForEach-Object { New-Answer m $_ (10 * $_) (100 * $_) 1 1 } | Measure-QubridChat", count).Single();
        Assert.Equal([half, most, max], Figures(one, "TtftSeconds"));
        Assert.Equal([10 * half, 10 * most, 10 * max], Figures(one, "TokensPerSecond"));
        Assert.Equal([100 * half, 100 * most, 100 * max], Figures(one, "TotalTimeSeconds"));
    }

    [Fact]
    public void What_was_measured_here_goes_before_what_the_service_says()
    {
        using var shell = new Shell();
        var one = shell.Get(Answer + "New-Answer m 1 $null 3 1 1 | Measure-QubridChat").Single();
        Assert.Equal([1.0, 1.0, 1.0], Figures(one, "TtftSeconds"));
        Assert.Equal([99.0, 99.0, 99.0], Figures(one, "TokensPerSecond"));
    }

    [Fact]
    public void What_nobody_told_is_null()
    {
        using var shell = new Shell();
        var one = shell.Get("[pscustomobject]@{ PSTypeName = 'Qubrid.Client.ChatCompletion' } | Measure-QubridChat").Single();
        Assert.Equal("Model 1 0   ", Counts(one));
        Assert.All(["Name", "TtftSeconds", "TokensPerSecond", "TotalTimeSeconds"], name => Assert.Null(one.Get(name)));
    }

    [Fact]
    public void A_service_that_claims_anything_cannot_break_the_sums()
    {
        using var shell = new Shell();
        var one = shell.Get(Answer + "8e18, 8e18, -5, [double]::NaN | ForEach-Object { New-Answer m $_ $_ $_ 1 $_ } | Measure-QubridChat").Single();
        Assert.Equal(long.MaxValue, one.Get("CompletionTokens"));
        Assert.Equal(8e18, one.Get("TtftSeconds.Max"));
    }

    [Fact]
    public void Errors_count_as_failures_of_the_model_that_was_asked()
    {
        using var mock = new MockShell();
        var statistics = mock.Get("""
            Add-QubridMockReply 'no' -StatusCode 429 -Model b/b -Match two
            Add-QubridMockReply 'one two' -DropAfter 1 -Model b/b -Match three
            $(foreach ($m in 'a/a', 'b/b') { 'one', 'two', 'three', ' ' | Invoke-QubridChat -Model $m -MaximumRetryCount 0 2>&1 }) | Measure-QubridChat
            """);
        Assert.Equal(["a/a", null, "b/b"], statistics.Select(one => one.Text("Name")));
        Assert.Equal(["Model 3 0 3 12 15", "Model 0 2   ", "Model 1 2 1 4 5"], statistics.Select(Counts));
        Assert.Equal("Qubrid.EmptyPrompt x 2", Failures(statistics[1]));
        Assert.Equal("Qubrid.RateLimited x 1, Qubrid.StreamInterrupted x 1", Failures(statistics[2]));
    }

    [Fact]
    public void Groups_are_made_by_any_property_of_a_property()
    {
        using var mock = new MockShell();
        var statistics = mock.Get("""
            Add-QubridMockReply 'no' -StatusCode 500 -Match c
            $rows = [pscustomobject]@{ Prompt = 'a'; Level = 'Error' }, [pscustomobject]@{ Prompt = 'b'; Level = 'error' }, [pscustomobject]@{ Prompt = 'c'; Level = 'Warning' }
            $rows | Invoke-QubridChat -MaximumRetryCount 0 2>&1 | Measure-QubridChat -GroupBy InputObject.Level
            """);
        Assert.Equal(["Error", "Warning"], statistics.Select(one => one.Text("Name")));
        Assert.Equal(["InputObject.Level 2 0 2 8 10", "InputObject.Level 0 1   "], statistics.Select(Counts));
        Assert.Equal("stop", mock.Get("Invoke-QubridChat hi | Measure-QubridChat FinishReason").Single().Text("Name"));
    }

    [Fact]
    public void A_streamed_answer_counts_once()
    {
        using var mock = new MockShell();
        Assert.Equal("Model 2 0 2 8 10", Counts(mock.Get("'a', 'b' | Invoke-QubridChat -Stream | Measure-QubridChat").Single()));
    }

    [Theory]
    [InlineData("", 1, "Model 1 1 1 4 5", "m")]
    [InlineData("-Stream", 1, "Model 1 1 1 4 5", "m")]
    [InlineData("-Stream", 3, "Model 1 1 1 4 5", "m")]
    public void What_comes_back_from_a_job_or_a_file_is_measured_as_before(string mode, int depth, string counts, string model)
    {
        using var mock = new MockShell();
        var statistics = mock.Get($$"""
            Add-QubridMockReply 'no' -StatusCode 400 -Match two
            $all = 'one', 'two' | Invoke-QubridChat -Model m {{mode}} 2>&1
            $all | ForEach-Object { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($_, {{depth}})) } | Measure-QubridChat
            """);
        var one = Assert.Single(statistics);
        Assert.Equal(counts, Counts(one));
        Assert.Equal(model, one.Text("Name"));
        Assert.Equal("Qubrid.InvalidRequest x 1", Failures(one));
        Assert.NotNull(one.Get("TotalTimeSeconds"));
    }

    [Fact]
    public void What_is_no_completion_is_its_own_error_and_nothing_is_nothing()
    {
        using var mock = new MockShell();
        var result = mock.Run("42, $null, (Invoke-QubridChat hi) | Measure-QubridChat");
        Assert.Equal("Qubrid.InvalidInput,QubridPS.Commands.MeasureQubridChatCommand", result.Error.FullyQualifiedErrorId);
        Assert.Contains("Int32 is no chat completion", result.Error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(42, result.Error.TargetObject is PSObject wrapped ? wrapped.BaseObject : result.Error.TargetObject);
        Assert.Equal("Model 1 0 1 4 5", Counts(result.Output.Single()));
        Assert.Empty(mock.Get("@() | Measure-QubridChat"));
    }

    [Theory]
    [InlineData("New-QubridCompletion a | Measure-QubridChat -GroupBy '..'", "'..' names no property.")]
    [InlineData("[pscustomobject]@{ a = 1 } | Invoke-QubridChat q -Property '['", "'[' is no pattern")]
    [InlineData("Get-QubridModel '['", "'[' is no pattern")]
    public void A_name_that_can_be_none_is_told(string script, string told)
    {
        using var mock = new MockShell();
        var error = mock.Run(script).Error;
        Assert.StartsWith("Qubrid.InvalidInput,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(told, error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    private static string Counts(PSObject one) => string.Join(
        ' ', new[] { "GroupBy", "Count", "Failures", "PromptTokens", "CompletionTokens", "TotalTokens" }.Select(name => one.Text(name)));

    private static string Failures(PSObject one) => string.Join(", ", ((Array)one.Get("FailuresById")!).Cast<object>());

    private static IEnumerable<double> Figures(PSObject one, string name) =>
        new[] { "P50", "P95", "Max" }.Select(figure => (double)one.Get($"{name}.{figure}")!);
}
