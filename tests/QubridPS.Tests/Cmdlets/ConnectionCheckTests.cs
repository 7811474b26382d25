using Microsoft.AspNetCore.Http;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Test-QubridConnection: what fails is its result, and no error.</summary>
[Collection(EnvironmentCollection.Name)]
public class ConnectionCheckTests
{
    private static readonly Dictionary<string, Func<HttpContext, Task>> s_services = new()
    {
        ["401"] = context => Wire.ErrorAsync(context, 401, "who are you"),
        ["403"] = context => Wire.ErrorAsync(context, 403, "not you"),
        ["404"] = context => Wire.ErrorAsync(context, 404, "no list"),
        ["429"] = context => Wire.ErrorAsync(context, 429, "slow down"),
        ["503"] = context => Wire.ErrorAsync(context, 503, "busy"),
        ["no JSON"] = context => Wire.SendAsync(context, "<html>"),
        ["another model"] = context => Wire.SendAsync(context, """{"data":[{"id":"a/b"}]}"""),
    };

    [Fact]
    public void All_is_well()
    {
        using var mock = new MockShell();
        Assert.Equal(true, mock.Get("Test-QubridConnection").Single().BaseObject);
        Assert.Equal(true, mock.Get("Test-QubridConnection mock/echo").Single().BaseObject);
        var check = mock.Get("Test-QubridConnection -Detailed").Single();
        Assert.Equal("True openai/gpt-oss-120b True True True  ", Facts(check));
        Assert.InRange((double)check.Get("LatencySeconds")!, 0, 60);
        Assert.Empty(mock.Requests); // no chat: it costs no tokens
    }

    [Theory]
    [InlineData("401", "True False ", "Qubrid.Unauthorized", "who are you")]
    [InlineData("403", "True False ", "Qubrid.Unauthorized", "not you")]
    [InlineData("404", "True  ", "Qubrid.NotFound", "no list")]
    [InlineData("429", "True  ", "Qubrid.RateLimited", "slow down")]
    [InlineData("503", "True  ", "Qubrid.ServerError", "busy")]
    [InlineData("no JSON", "True  ", "Qubrid.InvalidResponse", "not a list of models")]
    [InlineData("another model", "True True False", "Qubrid.NotFound", "There is no model 'openai/gpt-oss-120b'")]
    public async Task What_the_service_answers_is_told(string answer, string facts, string id, string words)
    {
        await using var service = await FakeService.StartAsync(s_services[answer]);
        using var shell = service.Connect();
        var check = shell.Get("Test-QubridConnection -Detailed").Single();
        Assert.StartsWith($"False openai/gpt-oss-120b {facts} {id} ", Facts(check), StringComparison.Ordinal);
        Assert.Contains(words, check.Text("Error"), StringComparison.Ordinal);
        Assert.Single(service.Bodies); // one request: a retry would hide how things are
        Assert.NotNull(check.Get("LatencySeconds"));

        var plain = shell.Run("Test-QubridConnection -Verbose");
        Assert.Equal(false, plain.Output.Single().BaseObject);
        Assert.Empty(plain.AllErrors);
        Assert.Contains(plain.Verbose, line => line.StartsWith(id + ": ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_asks_for_retries_gets_them()
    {
        await using var service = await FakeService.StartAsync(context => Wire.ErrorAsync(context, 503, "busy"));
        using var shell = service.Connect();
        shell.Get("Test-QubridConnection -MaximumRetryCount 2");
        Assert.Equal(3, service.Bodies.Count);
    }

    [Fact]
    public void Where_nobody_listens_it_is_not_reachable()
    {
        using var shell = new Shell();
        var check = shell.Get("Connect-Qubrid k -BaseUri http://127.0.0.1:1/v1; Test-QubridConnection -Detailed").Single();
        Assert.StartsWith("False openai/gpt-oss-120b False   Qubrid.ConnectionFailed ", Facts(check), StringComparison.Ordinal);
        Assert.Null(check.Get("LatencySeconds"));
    }

    [Fact]
    public async Task A_timeout_ends_the_wait()
    {
        await using var service = await FakeService.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var shell = service.Connect();
        var check = shell.Get("Test-QubridConnection -Detailed -TimeoutSeconds 0.3").Single();
        Assert.StartsWith("False openai/gpt-oss-120b False   Qubrid.Timeout ", Facts(check), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_ends_it()
    {
        var reached = new TaskCompletionSource();
        await using var service = await FakeService.StartAsync(context =>
        {
            reached.TrySetResult();
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var shell = service.Connect();
        using var run = shell.Create("Test-QubridConnection");
        run.BeginInvoke();
        await reached.Task.WaitAsync(TimeSpan.FromSeconds(5));
        await run.StopAsync(null, null).WaitAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(PSInvocationState.Stopped, run.InvocationStateInfo.State);
    }

    [Theory]
    [InlineData(null, null, "Qubrid.NoApiKey")]
    [InlineData("two words", null, "Qubrid.InvalidApiKey")]
    [InlineData("k", "http://example.com/v1", "Qubrid.InvalidBaseUri")]
    [InlineData("k", "nonsense", "Qubrid.InvalidBaseUri")]
    public void What_keeps_it_from_asking_is_told(string? key, string? address, string id)
    {
        using var environment = new EnvironmentScope(key, address, "env/model");
        using var shell = new Shell();
        Assert.Equal(false, shell.Get("Test-QubridConnection").Single().BaseObject);
        Assert.StartsWith($"False env/model    {id} ", Facts(shell.Get("Test-QubridConnection -Detailed").Single()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replay_asks_nobody_and_a_given_connection_is_the_one_asked()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("j.jsonl"), "");
        using var mock = new MockShell();
        mock.Get($"$replay = Connect-Qubrid -Journal {folder.File("j.jsonl")} -JournalMode Replay -PassThru; Connect-Qubrid k -BaseUri $mock.BaseUri");
        var check = mock.Get("Test-QubridConnection -Connection $replay -Detailed").Single();
        Assert.StartsWith("False openai/gpt-oss-120b    Qubrid.JournalMiss ", Facts(check), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_a_list_at_the_prompt_and_the_services_words_cannot_drive_the_terminal()
    {
        await using var service = await FakeService.StartAsync(context => Wire.ErrorAsync(context, 401, "\u001b[31mno"));
        using var shell = service.Connect("-Model m");
        var seen = shell.Show("Test-QubridConnection -Detailed");
        Assert.Matches("Succeeded +: False\nBaseUri +: http.*\nModel +: m\nReachable +: True\nAuthenticated : False\nModelFound +: \\(unknown\\)\nLatency +: [0-9.]+ s\nError +: Qubrid.Unauthorized: .*␛\\[31mno", seen);
    }

    private static string Facts(PSObject check) => string.Join(
        ' ', new[] { "Succeeded", "Model", "Reachable", "Authenticated", "ModelFound", "ErrorId", "Error" }.Select(name => check.Text(name)));
}
