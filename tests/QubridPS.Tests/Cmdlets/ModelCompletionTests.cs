using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Management.Automation.Language;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests tab completion of models: cached models are offered immediately, and it never waits for the network.</summary>
public class ModelCompletionTests
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("Invoke-QubridChat hi -Model gpt", "openai/gpt-oss-120b")] // without the owner
    [InlineData("Invoke-QubridChat hi -Model OPENAI/", "openai/gpt-oss-120b")]
    [InlineData("Connect-Qubrid -Model m", "mock/echo")]
    [InlineData("Connect-Qubrid -Model 'm", "'mock/echo'")]
    [InlineData("Connect-Qubrid -Model \"m", "\"mock/echo\"")]
    [InlineData("Get-QubridModel *cho", "mock/echo")]
    [InlineData("Get-QubridModel mock/echo, open", "openai/gpt-oss-120b")]
    [InlineData("Test-QubridConnection -Model ec", "mock/echo")]
    [InlineData("Invoke-QubridChat hi -Model [", null)]
    [InlineData("Invoke-QubridChat hi -Model none", null)]
    public void Cached_models_are_completed(string typed, string? completed)
    {
        using var mock = new MockShell();
        mock.Get("Get-QubridModel");
        Assert.Equal(completed is null ? [] : [completed], GetMatches(mock.Shell, typed));
    }

    [Fact]
    public async Task Unknown_models_are_requested_in_the_background()
    {
        var respond = new TaskCompletionSource();
        await using var service = await StubServer.StartAsync(async context =>
        {
            await respond.Task;
            await StubResponses.SendAsync(context, """{"data":[{"id":"one/a"},{"id":"two/b"}]}""");
        });
        using var shell = service.Connect("-Model my/own");
        var clock = Stopwatch.StartNew();
        Assert.Equal(["my/own"], GetMatches(shell, "Invoke-QubridChat hi -Model "));
        Assert.Equal(["my/own"], GetMatches(shell, "Invoke-QubridChat hi -Model "));
        Assert.True(clock.Elapsed < s_timeout);
        respond.SetResult();
        await WaitUntilAsync(() => GetMatches(shell, "Invoke-QubridChat hi -Model ") is ["one/a", "two/b"]);
        Assert.Equal(["two/b"], shell.Get("Get-QubridModel two*").Select(model => model.GetText("Id")));
        Assert.Single(service.Bodies);
    }

    [Fact]
    public async Task Failed_refresh_is_silent_and_not_repeated_immediately()
    {
        await using var service = await StubServer.StartAsync(context => StubResponses.SendErrorAsync(context, 503, "busy"));
        using var shell = service.Connect("-Model my/own");
        Assert.Equal(["my/own"], GetMatches(shell, "Invoke-QubridChat hi -Model "));
        await WaitUntilAsync(() => !service.Bodies.IsEmpty);
        Assert.Equal(["my/own"], GetMatches(shell, "Invoke-QubridChat hi -Model m"));
        Assert.Empty(shell.Get("$Error"));
        Assert.Single(service.Bodies);
    }

    [Fact]
    public async Task Replay_sends_no_model_request()
    {
        using var folder = new TemporaryFolder();
        await using var service = await StubServer.StartAsync(context => StubResponses.SendStreamAsync(context, "a"));
        using var shell = service.Connect($"-Journal {folder.File("j.jsonl")}");
        shell.Get("Invoke-QubridChat hi");
        shell.Get($"Connect-Qubrid -ApiKey k -BaseUri {service.BaseUri} -Journal {folder.File("j.jsonl")} -JournalMode Replay -Model my/own");
        Assert.Equal(["my/own"], GetMatches(shell, "Invoke-QubridChat hi -Model "));
        await Task.Delay(200); // enough time for a wrong request
        Assert.Single(service.Bodies);
    }

    [Fact]
    public void Models_are_completed_for_the_given_connection_only()
    {
        using var mock = new MockShell();
        mock.Get("Get-QubridModel; $other = Connect-Qubrid -ApiKey k -BaseUri http://127.0.0.1:1/v1 -Model other/one -PassThru; Connect-Qubrid k -BaseUri $mock.BaseUri");
        Assert.Equal(["other/one"], GetMatches(mock.Shell, "Invoke-QubridChat hi -Connection $other -Model "));
        Assert.DoesNotContain("mock/echo", GetMatches(mock.Shell, "Connect-Qubrid -BaseUri https://example.com/v1 -Model "));
    }

    /// <summary>Tests that model names, which are text of the service, are neither run as script nor displayed with control characters.</summary>
    [Fact]
    public async Task Completed_name_is_quoted_when_necessary()
    {
        string[] ids = ["plain/a-1.5:b", "two words", "it's", "$(exit 1)", "`a", "“quoted”", "‘x’", "-Stream", "a;b", "@a", "#a", "a\u001b[31m"];
        var list = System.Text.Json.JsonSerializer.Serialize(new { data = ids.Select(id => new { id, owned_by = "\u001b[31m" }) });
        await using var service = await StubServer.StartAsync(context => StubResponses.SendAsync(context, list));
        using var shell = service.Connect();
        shell.Get("Get-QubridModel");
        foreach (var start in new[] { "", "'", "\"" })
        {
            var offered = Complete(shell, "Invoke-QubridChat hi -Model " + start);
            Assert.Equal(ids[..^1], offered.Select(match => GetCompletedArgument(match.CompletionText)));
            Assert.DoesNotContain(offered, match => (match.ListItemText + match.ToolTip).Any(char.IsControl));
        }
    }

    private static string GetCompletedArgument(string text)
    {
        var script = Parser.ParseInput("f -Model " + text, out _, out var errors);
        Assert.Empty(errors);
        return Assert.IsType<StringConstantExpressionAst>(((CommandAst)((PipelineAst)script.EndBlock.Statements.Single()).PipelineElements.Single()).CommandElements[2]).Value;
    }

    private static string[] GetMatches(Shell shell, string typed) => [.. Complete(shell, typed).Select(match => match.CompletionText)];

    private static Collection<CompletionResult> Complete(Shell shell, string typed)
    {
        using var engine = shell.Create("");
        engine.Commands.Clear();
        return CommandCompletion.CompleteInput(typed, typed.Length, null, engine).CompletionMatches;
    }

    private static async Task WaitUntilAsync(Func<bool> condition)
    {
        for (var clock = Stopwatch.StartNew(); !condition(); await Task.Delay(20))
        {
            Assert.True(clock.Elapsed < s_timeout, "It did not come to be.");
        }
    }
}
