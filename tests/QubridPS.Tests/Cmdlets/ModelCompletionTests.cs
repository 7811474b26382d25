using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Management.Automation.Language;
using Microsoft.AspNetCore.Http;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tab on a model: what is known is offered at once, and the network is nobody's wait.</summary>
public class ModelCompletionTests
{
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("Invoke-QubridChat hi -Model gpt", "openai/gpt-oss-120b")] // few type the owner
    [InlineData("Invoke-QubridChat hi -Model OPENAI/", "openai/gpt-oss-120b")]
    [InlineData("Connect-Qubrid -Model m", "mock/echo")]
    [InlineData("Connect-Qubrid -Model 'm", "'mock/echo'")]
    [InlineData("Connect-Qubrid -Model \"m", "\"mock/echo\"")]
    [InlineData("Get-QubridModel *cho", "mock/echo")]
    [InlineData("Get-QubridModel mock/echo, open", "openai/gpt-oss-120b")]
    [InlineData("Test-QubridConnection -Model ec", "mock/echo")]
    [InlineData("Invoke-QubridChat hi -Model [", null)]
    [InlineData("Invoke-QubridChat hi -Model none", null)]
    public void What_the_connection_knows_is_offered(string typed, string? completed)
    {
        using var mock = new MockShell();
        mock.Get("Get-QubridModel");
        Assert.Equal(completed is null ? [] : [completed], Tab(mock.Shell, typed));
    }

    [Fact]
    public async Task What_is_not_known_is_asked_for_in_the_background()
    {
        var answer = new TaskCompletionSource();
        await using var service = await FakeService.StartAsync(async context =>
        {
            await answer.Task;
            await Wire.SendAsync(context, """{"data":[{"id":"one/a"},{"id":"two/b"}]}""");
        });
        using var shell = service.Connect("-Model my/own");
        var clock = Stopwatch.StartNew();
        Assert.Equal(["my/own"], Tab(shell, "Invoke-QubridChat hi -Model "));
        Assert.Equal(["my/own"], Tab(shell, "Invoke-QubridChat hi -Model "));
        Assert.True(clock.Elapsed < s_soon);
        answer.SetResult();
        await UntilAsync(() => Tab(shell, "Invoke-QubridChat hi -Model ") is ["one/a", "two/b"]);
        Assert.Equal(["two/b"], shell.Get("Get-QubridModel two*").Select(model => model.Text("Id")));
        Assert.Single(service.Bodies);
    }

    [Fact]
    public async Task A_failure_is_nobodys_concern_and_not_repeated_with_each_key()
    {
        await using var service = await FakeService.StartAsync(context => Wire.ErrorAsync(context, 503, "busy"));
        using var shell = service.Connect("-Model my/own");
        Assert.Equal(["my/own"], Tab(shell, "Invoke-QubridChat hi -Model "));
        await UntilAsync(() => !service.Bodies.IsEmpty);
        Assert.Equal(["my/own"], Tab(shell, "Invoke-QubridChat hi -Model m"));
        Assert.Empty(shell.Get("$Error"));
        Assert.Single(service.Bodies);
    }

    [Fact]
    public async Task A_replay_asks_nobody()
    {
        using var folder = new TemporaryFolder();
        await using var service = await FakeService.StartAsync(context => Wire.StreamAsync(context, "a"));
        using var shell = service.Connect($"-Journal {folder.File("j.jsonl")}");
        shell.Get("Invoke-QubridChat hi");
        shell.Get($"Connect-Qubrid -ApiKey k -BaseUri {service.BaseUri} -Journal {folder.File("j.jsonl")} -JournalMode Replay -Model my/own");
        Assert.Equal(["my/own"], Tab(shell, "Invoke-QubridChat hi -Model "));
        await Task.Delay(200); // time enough to be wrong
        Assert.Single(service.Bodies);
    }

    [Fact]
    public void The_models_of_a_given_connection_are_its_own_and_of_another_address_unknown()
    {
        using var mock = new MockShell();
        mock.Get("Get-QubridModel; $other = Connect-Qubrid -ApiKey k -BaseUri http://127.0.0.1:1/v1 -Model other/one -PassThru; Connect-Qubrid k -BaseUri $mock.BaseUri");
        Assert.Equal(["other/one"], Tab(mock.Shell, "Invoke-QubridChat hi -Connection $other -Model "));
        Assert.DoesNotContain("mock/echo", Tab(mock.Shell, "Connect-Qubrid -BaseUri https://example.com/v1 -Model "));
    }

    /// <summary>A model's name is the service's text: it must never run, nor drive the terminal.</summary>
    [Fact]
    public async Task A_name_is_quoted_so_that_it_stays_a_name()
    {
        string[] ids = ["plain/a-1.5:b", "two words", "it's", "$(exit 1)", "`a", "“quoted”", "‘x’", "-Stream", "a;b", "@a", "#a", "a\u001b[31m"];
        var list = System.Text.Json.JsonSerializer.Serialize(new { data = ids.Select(id => new { id, owned_by = "\u001b[31m" }) });
        await using var service = await FakeService.StartAsync(context => Wire.SendAsync(context, list));
        using var shell = service.Connect();
        shell.Get("Get-QubridModel");
        foreach (var start in new[] { "", "'", "\"" })
        {
            var offered = Complete(shell, "Invoke-QubridChat hi -Model " + start);
            Assert.Equal(ids[..^1], offered.Select(match => Argument(match.CompletionText)));
            Assert.DoesNotContain(offered, match => (match.ListItemText + match.ToolTip).Any(char.IsControl));
        }
    }

    private static string Argument(string text)
    {
        var script = Parser.ParseInput("f -Model " + text, out _, out var errors);
        Assert.Empty(errors);
        return Assert.IsType<StringConstantExpressionAst>(((CommandAst)((PipelineAst)script.EndBlock.Statements.Single()).PipelineElements.Single()).CommandElements[2]).Value;
    }

    private static string[] Tab(Shell shell, string typed) => [.. Complete(shell, typed).Select(match => match.CompletionText)];

    private static Collection<CompletionResult> Complete(Shell shell, string typed)
    {
        using var engine = shell.Create("");
        engine.Commands.Clear();
        return CommandCompletion.CompleteInput(typed, typed.Length, null, engine).CompletionMatches;
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var clock = Stopwatch.StartNew(); !isSo(); await Task.Delay(20))
        {
            Assert.True(clock.Elapsed < s_soon, "It did not come to be.");
        }
    }
}
