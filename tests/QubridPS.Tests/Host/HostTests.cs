using System.Diagnostics;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Host;

public class HostTests
{
    [Fact]
    public async Task The_quick_start_needs_no_key_and_ends_with_the_completion()
    {
        var run = await HostRun.RunAsync("samples/QuickStart.ps1");
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Errors);
        Assert.StartsWith("Mock answer to: Which of these scripts should I read first?\n", run.Output, StringComparison.Ordinal);
        Assert.Contains(" tokens · ", run.Output, StringComparison.Ordinal);
        Assert.Contains("TotalTokens", run.Output, StringComparison.Ordinal);
        Assert.Contains("TtftSeconds", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'fine'", 0)]
    [InlineData("exit 7", 7)]
    [InlineData("throw 'broken'", 1)]
    [InlineData("if (", 1)]
    [InlineData("Get-Command no-such-command; 'goes on'", 1)]
    [InlineData("try { throw 'x' } catch { 'handled' }", 0)]
    [InlineData("try { Invoke-QubridChat hi } catch { 'handled' }", 0)]
    [InlineData("Get-Command no-such-command -ErrorAction SilentlyContinue", 0)]
    public async Task The_exit_code_tells_failure(string command, int code)
    {
        var run = await HostRun.RunAsync("-Command", command);
        Assert.Equal(code, run.ExitCode);
        Assert.Equal(code == 1, run.Errors.Length > 0);
    }

    [Fact]
    public async Task Streams_go_where_a_person_expects()
    {
        var run = await HostRun.RunAsync(
            "-Command", "$VerbosePreference = 'Continue'; $s = Start-QubridMockServer -Connect; Invoke-QubridChat hi -Verbose; 42 | Invoke-QubridChat");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Mock answer to: hi\nopenai/gpt-oss-120b · ", run.Output, StringComparison.Ordinal);
        Assert.Contains("VERBOSE: POST http://127.0.0.1:", run.Errors, StringComparison.Ordinal);
        Assert.Contains("An object of type Int32 is data", run.Errors, StringComparison.Ordinal);
        Assert.Contains("Give -Prompt", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_gets_its_parameters_knows_its_place_and_can_exit()
    {
        using var folder = new TemporaryFolder();
        var script = folder.File("with [odd] name.ps1");
        await File.WriteAllTextAsync(script, "param([string]$Name, [switch]$Loud, [int]$Times)\n\"$Name $Loud $Times $PSScriptRoot\"\nexit 5");
        var run = await HostRun.RunAsync(script, "-Name", "Ann", "-Loud", "-Times", "3");
        Assert.Equal(5, run.ExitCode);
        Assert.Equal($"Ann True 3 {folder.Path}\n", run.Output);
    }

    [Theory]
    [InlineData()]
    [InlineData("-Nonsense")]
    [InlineData("missing.ps1")]
    public async Task Wrong_arguments_are_explained(params string[] arguments)
    {
        var run = await HostRun.RunAsync(arguments);
        Assert.Equal(64, run.ExitCode);
        Assert.Contains(".ps1", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_stops_the_script()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A process cannot be sent Ctrl+C on Windows without sharing its console.");
        using var process = HostRun.Start(
            "-Command", "$s = Start-QubridMockServer -Connect -TokenDelayMilliseconds 60000; 'ready'; Invoke-QubridChat hi; 'never'");
        Assert.Equal("ready", await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)));
        await Task.Delay(200);
        using (var kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(130, process.ExitCode);
        Assert.DoesNotContain("never", await process.StandardOutput.ReadToEndAsync(), StringComparison.Ordinal);
    }
}
