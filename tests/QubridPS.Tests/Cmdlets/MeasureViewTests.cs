using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests how statistics are displayed.</summary>
public class MeasureViewTests
{
    private const string CreateCompletions = """
        function New-Answer($model, $first) {
            [pscustomobject]@{
                PSTypeName = 'Qubrid.Client.ChatCompletion'; Model = $model
                Usage = @{ PromptTokens = 10; CompletionTokens = 20 }; ClientMetrics = @{ TtftSeconds = $first; TotalTimeSeconds = 2 * $first }
            }
        }
        $calls = @(1..10 | ForEach-Object { New-Answer slow/one ($_ / 2) }; New-Answer quick/one 0.25)

        """;

    [Fact]
    public void Bars_of_all_groups_share_one_scale()
    {
        using var shell = new Shell();
        Assert.Equal(
            """
            slow/one · 10 completions · 100 + 200 tokens
                                p50     p95     max        █ p50 ▓ p95 ░ max
              first token      2.50    5.00    5.00 s      ████████████████▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓
              total time       5.00    10.0    10.0 s      ████████████████▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓

            quick/one · 1 completion · 10 + 20 tokens
                                p50     p95     max        █ p50 ▓ p95 ░ max
              first token      0.25    0.25    0.25 s      ██
              total time       0.50    0.50    0.50 s      ██
            """.ReplaceLineEndings("\n"),
            TrimLines(shell.Show(CreateCompletions + "$calls | Measure-QubridChat")));
    }

    [Theory]
    [InlineData(120, 80)]
    [InlineData(80, 80)]
    [InlineData(60, 60)]
    [InlineData(50, 50)]
    public void Lines_fit_the_screen_width(int width, int maxWidth)
    {
        using var shell = new Shell();
        shell.Host.Screen.RawUI.WindowSize = shell.Host.Screen.RawUI.BufferSize = new(width, 50);
        var lines = TrimLines(shell.Show(CreateCompletions + "$calls | Measure-QubridChat")).Split('\n');
        Assert.Equal(9, lines.Length);
        Assert.All(lines, line => Assert.True(line.Length < maxWidth, line));
        Assert.Equal(width >= 60, lines.Any(line => line.EndsWith('▓')));
    }

    [Fact]
    public void Unknown_values_are_not_drawn()
    {
        using var shell = new Shell();
        var screenText = TrimLines(shell.Show("[System.Management.Automation.ErrorRecord]::new([exception]'x', 'Some.Id', 0, $null) | Measure-QubridChat"));
        Assert.Equal("(unknown) · 0 completions · 1 failure (Some.Id x 1)", screenText);
    }

    [Fact]
    public void Group_name_is_sanitized_and_truncated()
    {
        using var shell = new Shell();
        var screenText = shell.Show("[pscustomobject]@{ PSTypeName = 'Qubrid.Client.ChatCompletion'; Model = [char]27 + \"[31mred`n\" + 'x' * 500 } | Measure-QubridChat").Trim();
        Assert.StartsWith("␛[31mred xxx", screenText, StringComparison.Ordinal);
        Assert.True(screenText.Length < 80, screenText);
    }

    private static string TrimLines(string screenText) =>
        string.Join('\n', screenText.Trim('\n').Split('\n').Select(line => line.TrimEnd())).Trim('\n');
}
