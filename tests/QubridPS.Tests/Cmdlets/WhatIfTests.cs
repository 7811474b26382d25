using System.Globalization;
using System.Text.RegularExpressions;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests that -WhatIf shows everything that would be sent, and sends nothing.</summary>
public class WhatIfTests
{
    private const string Invoke = "'first', 'the second one', 'third' | Invoke-QubridChat -WhatIf ";

    [Theory]
    [InlineData("")]
    [InlineData("-ThrottleLimit 4")]
    public async Task Last_line_is_the_sum_of_the_requests(string mode)
    {
        await using var service = await ConcurrencyRecordingServer.StartAsync((_, _) => Task.CompletedTask);
        using var shell = service.Connect();
        var output = shell.Show(Invoke + mode);
        var estimates = Regex.Matches(output, @"What if: Send a request of \d+ bytes, about (\d+) tokens, to " + Regex.Escape(service.BaseUri) + "/chat/completions, model ");
        var sum = estimates.Sum(estimate => int.Parse(estimate.Groups[1].Value, CultureInfo.InvariantCulture));
        Assert.Equal(3, estimates.Count);
        Assert.EndsWith($"Estimated input: {sum} tokens in 3 requests. No request was sent.\n", output, StringComparison.Ordinal);
        Assert.Equal(3, Regex.Count(output, "\n{\"model\":"));
        Assert.DoesNotContain("canary", output, StringComparison.Ordinal);
        Assert.Empty(service.RequestStarts);
    }

    [Fact]
    public void Completed_requests_are_not_counted_and_the_checkpoint_is_unchanged()
    {
        using var folder = new TemporaryFolder();
        using var mock = new MockShell();
        var file = folder.File("run");
        mock.Get("param($file) 'first' | Invoke-QubridChat -Checkpoint $file", file);
        var before = File.ReadAllText(file);
        var result = mock.Run("param($file) " + Invoke + "-Checkpoint $file", file);
        Assert.Matches(@"^Estimated input: \d+ tokens in 2 requests\.", result.Information[^1].MessageData.ToString());
        Assert.Equal(before, File.ReadAllText(file));
        mock.Run("param($file) " + Invoke + "-Checkpoint $file", folder.File("new"));
        Assert.False(File.Exists(folder.File("new")));
        Assert.Single(mock.Requests);
    }

    [Fact]
    public void Estimate_is_close_for_plain_prose()
    {
        using var mock = new MockShell();
        var prose = string.Concat(Enumerable.Repeat("The quick brown fox jumps over the lazy dog. ", 100)); // about 1,000 tokens with most tokenizers
        var output = mock.Shell.Show($"Invoke-QubridChat '{prose}' -WhatIf");
        Assert.InRange(int.Parse(Regex.Match(output, @"about (\d+) tokens").Groups[1].Value, CultureInfo.InvariantCulture), 850, 1350);
    }
}
