using System.Globalization;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests Measure-QubridChat -Price.</summary>
public class PriceTests
{
    private const string Completion = """
        function New-Completion($model, $prompt, $tokens, $level) {
            [pscustomobject]@{
                PSTypeName = 'Deserialized.Qubrid.Client.ChatCompletion'; Model = $model; InputObject = @{ Level = $level }
                Usage = [pscustomobject]@{ PromptTokens = $prompt; CompletionTokens = $tokens }
            }
        }

        """;

    [Theory]
    [InlineData("@{ 'A/X' = @{ input = 2; OUTPUT = 3 } }", "5")]
    [InlineData("@{ '*' = @{ Input = 1; Output = 1 }; 'a/*' = @{ Input = 2; Output = 2 } }", "4")]
    [InlineData("@{ 'a/*' = @{ Input = 2; Output = 2 }; 'a/x' = @{ Input = 0; Output = 0 }; '?/*' = @{ Input = 9; Output = 9 } }", "0")]
    [InlineData("@{ 'a/?*' = @{ Input = 3; Output = 3 }; 'a/*' = @{ Input = 2; Output = 2 } }", "6")]
    [InlineData("[ordered]@{ 'a/x' = [ordered]@{ Input = [decimal]1; Output = [long]1; Note = 'x' } }", "2")]
    [InlineData("[pscustomobject]@{ 'a/x' = [pscustomobject]@{ Input = [float]0.5; Output = [byte]1 } }", "1.5")]
    [InlineData("@{ 'a/x' = @{ Input = 0.15; Output = 0.60 }; 'b' = @{ Input = 1; Output = 1 } }", "0.75")]
    [InlineData("@{ 'a/x' = @{ Input = 1e-7; Output = [bigint]1 } }", "1.0000001")]
    public void Price_is_that_of_the_name_or_else_of_the_longest_pattern(string price, string expected)
    {
        using var shell = new Shell();
        var result = shell.Run($"{Completion} New-Completion a/x 1000000 1000000 | Measure-QubridChat -Price ({price})");
        Assert.Empty(result.AllErrors);
        Assert.Empty(result.Warnings);
        Assert.Equal(expected, ((decimal)result.Output.Single().GetValue("Cost")!).ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Cost_of_a_group_is_the_sum_over_its_models()
    {
        using var shell = new Shell();
        var groups = shell.Get(Completion + """
            $calls = (New-Completion a 1e6 0 x), (New-Completion b 0 1e6 x), (New-Completion a $null $null y), (New-Completion a 1e6 $null z)
            $calls | Measure-QubridChat InputObject.Level -Price @{ a = @{ Input = 1; Output = 2 }; b = @{ Input = 10; Output = 20 } }
            """);
        Assert.Equal([21m, null, 1m], groups.Select(group => group.GetValue("Cost")));
    }

    [Fact]
    public void Missing_price_is_null_with_one_warning_that_names_the_models()
    {
        using var shell = new Shell();
        var result = shell.Run(Completion + """
            $calls = (New-Completion a 1e6 0 x), (New-Completion "b`e[31m" 1 1 x), (New-Completion c 1 1 y), (New-Completion C 1 1 y), (New-Completion $null 1 1 z), (New-Completion a 1e6 0 w)
            $calls | Measure-QubridChat InputObject.Level -Price @{ a = @{ Input = 1; Output = 2 } }
            """);
        Assert.Empty(result.AllErrors);
        Assert.Equal([null, null, null, 1m], result.Output.Select(group => group.GetValue("Cost")));
        Assert.Equal("-Price contains no price for the models b\u241b[31m, c, (unknown). The Cost of their groups is null.", Assert.Single(result.Warnings));
    }

    [Fact]
    public void Call_without_a_model_matches_a_pattern_for_every_name()
    {
        using var shell = new Shell();
        Assert.Equal(1m, shell.Get(Completion + "New-Completion $null 1e6 0 | Measure-QubridChat -Price @{ '*' = @{ Input = 1; Output = 2 } }").Single().GetValue("Cost"));
    }

    [Fact]
    public void Without_a_price_or_tokens_the_cost_is_null_and_there_is_no_warning()
    {
        using var shell = new Shell();
        foreach (var script in new[] { "New-Completion a 1 1 | Measure-QubridChat", "New-Completion a $null $null | Measure-QubridChat -Price @{ a = @{ Input = 1; Output = 2 } }" })
        {
            var result = shell.Run(Completion + script);
            Assert.Null(result.Output.Single().GetValue("Cost"));
            Assert.Empty(result.Warnings);
        }
    }

    [Fact]
    public void Restored_completions_cost_nothing_and_need_no_price()
    {
        using var shell = new Shell();
        var result = shell.Run(Completion + """
            $restored = New-Completion b 1e6 0; $restored.PSObject.Properties.Add([psnoteproperty]::new('IsRestored', $true))
            (New-Completion a 1e6 0), $restored | Measure-QubridChat InputObject -Price @{ a = @{ Input = 1; Output = 2 } }
            """);
        Assert.Empty(result.AllErrors);
        Assert.Empty(result.Warnings);
        Assert.Equal(1m, result.Output.Single().GetValue("Cost"));
    }

    [Fact]
    public void Failed_calls_need_no_price()
    {
        using var shell = new Shell();
        var result = shell.Run("New-QubridErrorRecord -StatusCode 429 | Measure-QubridChat -Price @{ a = @{ Input = 1; Output = 2 } }");
        Assert.Empty(result.Warnings);
        Assert.Null(result.Output.Single().GetValue("Cost"));
    }

    [Fact]
    public void Huge_numbers_do_not_overflow()
    {
        using var shell = new Shell();
        var group = shell.Get(Completion + "1..3 | ForEach-Object { New-Completion a 8e18 8e18 } | Measure-QubridChat -Price @{ a = @{ Input = 1e12; Output = 1e12 } }").Single();
        Assert.Equal(48e24m, group.GetValue("Cost"));
    }

    [Theory]
    [InlineData("5", "Int32")]
    [InlineData("'openai/*'", "String")]
    [InlineData("@(@{ a = @{ Input = 1; Output = 2 } })", "Object[]")]
    [InlineData("@{}", "contains no prices")]
    [InlineData("@{ a = 5 }", "'a'")]
    [InlineData("@{ a = $null }", "'a'")]
    [InlineData("@{ a = 1, 2 }", "'a'")]
    [InlineData("@{ a = @{} }", "no Input")]
    [InlineData("@{ a = @{ Input = 1 } }", "no Output")]
    [InlineData("@{ a = @{ Output = 1 } }", "no Input")]
    [InlineData("@{ a = @{ Input = $null; Output = 1 } }", "no Input")]
    [InlineData("@{ a = @{ Input = -1; Output = 1 } }", "'-1'")]
    [InlineData("@{ a = @{ Input = 1; Output = -0.5 } }", "'-0.5'")]
    [InlineData("@{ a = @{ Input = '1'; Output = 1 } }", "the text '1'")]
    [InlineData("@{ a = @{ Input = 'free'; Output = 1 } }", "'free'")]
    [InlineData("@{ a = @{ Input = $true; Output = 1 } }", "'True'")]
    [InlineData("@{ a = @{ Input = [double]::NaN; Output = 1 } }", "'NaN'")]
    [InlineData("@{ a = @{ Input = 1; Output = [double]::PositiveInfinity } }", "'Infinity'")]
    [InlineData("@{ a = @{ Input = 1; Output = 1e13 } }", "1000000000000")]
    [InlineData("@{ a = @{ Input = @{}; Output = 1 } }", "Hashtable")]
    [InlineData("@{ '[a' = @{ Input = 1; Output = 1 } }", "'[a'")]
    [InlineData("@{ '' = @{ Input = 1; Output = 1 } }", "no name of a model")]
    [InlineData("@{ a = @{ Input = 1; Output = 1 }; ' ' = @{ Input = 1; Output = 1 } }", "no name of a model")]
    public void Invalid_price_is_a_clear_error(string price, string text)
    {
        using var shell = new Shell();
        var current = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            var error = shell.Run($"{Completion} New-Completion a 1 1 | Measure-QubridChat -Price ({price})").Error;
            Assert.StartsWith("Qubrid.InvalidInput,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains("-Price", error.ErrorDetails.Message, StringComparison.Ordinal);
            Assert.Contains(text, error.ErrorDetails.Message, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = current;
        }
    }

    [Theory]
    [InlineData(1_000_000, "cost 0.75")]
    [InlineData(1000, "cost 0.00075")]
    [InlineData(2_000_000_000, "cost 1500.00")]
    [InlineData(1, "cost < 0.000001")]
    [InlineData(0, "cost 0.00")]
    public void Cost_is_shown_in_the_view(long tokens, string expected)
    {
        using var shell = new Shell();
        var text = shell.Show($"{Completion} New-Completion a {tokens} {tokens} | Measure-QubridChat -Price @{{ a = @{{ Input = 0.15; Output = 0.6 }} }}");
        Assert.Equal($"a · 1 completion · {tokens} + {tokens} tokens · {expected}", text.Trim());
    }
}
