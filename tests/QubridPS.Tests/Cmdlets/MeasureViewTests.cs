using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>The look of statistics at a prompt.</summary>
public class MeasureViewTests
{
    private const string Calls = """
        function New-Answer($model, $first) {
            [pscustomobject]@{
                PSTypeName = 'Qubrid.Client.ChatCompletion'; Model = $model
                Usage = @{ PromptTokens = 10; CompletionTokens = 20 }; ClientMetrics = @{ TtftSeconds = $first; TotalTimeSeconds = 2 * $first }
            }
        }
        $calls = @(1..10 | ForEach-Object { New-Answer slow/one ($_ / 2) }; New-Answer quick/one 0.25)

        """;

    [Fact]
    public void Bars_of_all_groups_have_one_scale()
    {
        using var shell = new Shell();
        Assert.Equal(
            """
            slow/one · 10 answers · 100 + 200 tokens
                                p50     p95     max        █ p50 ▓ p95 ░ max
              first token      2.50    5.00    5.00 s      ████████████████▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓
              whole answer     5.00    10.0    10.0 s      ████████████████▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓

            quick/one · 1 answer · 10 + 20 tokens
                                p50     p95     max        █ p50 ▓ p95 ░ max
              first token      0.25    0.25    0.25 s      ██
              whole answer     0.50    0.50    0.50 s      ██
            """.ReplaceLineEndings("\n"),
            Trimmed(shell.Show(Calls + "$calls | Measure-QubridChat")));
    }

    [Theory]
    [InlineData(120, 80)]
    [InlineData(80, 80)]
    [InlineData(60, 60)]
    [InlineData(50, 50)]
    public void No_line_is_wider_than_the_screen(int width, int most)
    {
        using var shell = new Shell();
        shell.Host.Screen.RawUI.WindowSize = shell.Host.Screen.RawUI.BufferSize = new(width, 50);
        var lines = Trimmed(shell.Show(Calls + "$calls | Measure-QubridChat")).Split('\n');
        Assert.Equal(9, lines.Length);
        Assert.All(lines, line => Assert.True(line.Length < most, line));
        Assert.Equal(width >= 60, lines.Any(line => line.EndsWith('▓')));
    }

    [Fact]
    public void What_is_not_known_is_not_drawn()
    {
        using var shell = new Shell();
        var seen = Trimmed(shell.Show("[System.Management.Automation.ErrorRecord]::new([exception]'x', 'Some.Id', 0, $null) | Measure-QubridChat"));
        Assert.Equal("(unknown) · 0 answers · 1 failure (Some.Id x 1)", seen);
    }

    [Fact]
    public void A_name_cannot_drive_the_terminal_nor_fill_it()
    {
        using var shell = new Shell();
        var seen = shell.Show("[pscustomobject]@{ PSTypeName = 'Qubrid.Client.ChatCompletion'; Model = [char]27 + \"[31mred`n\" + 'x' * 500 } | Measure-QubridChat").Trim();
        Assert.StartsWith("␛[31mred xxx", seen, StringComparison.Ordinal);
        Assert.True(seen.Length < 80, seen);
    }

    private static string Trimmed(string seen) =>
        string.Join('\n', seen.Trim('\n').Split('\n').Select(line => line.TrimEnd())).Trim('\n');
}
