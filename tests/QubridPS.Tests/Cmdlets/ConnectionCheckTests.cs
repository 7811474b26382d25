using Microsoft.AspNetCore.Http;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests Test-QubridConnection: a failure is part of its result, not an error.</summary>
[Collection(EnvironmentCollection.Name)]
public class ConnectionCheckTests
{
    private static readonly Dictionary<string, Func<HttpContext, Task>> s_services = new()
    {
        ["401"] = context => StubResponses.SendErrorAsync(context, 401, "who are you"),
        ["403"] = context => StubResponses.SendErrorAsync(context, 403, "not you"),
        ["404"] = context => StubResponses.SendErrorAsync(context, 404, "no list"),
        ["429"] = context => StubResponses.SendErrorAsync(context, 429, "slow down"),
        ["503"] = context => StubResponses.SendErrorAsync(context, 503, "busy"),
        ["no JSON"] = context => StubResponses.SendAsync(context, "<html>"),
        ["another model"] = context => StubResponses.SendAsync(context, """{"data":[{"id":"a/b"}]}"""),
    };

    [Fact]
    public void Successful_check_reports_all_properties()
    {
        using var mock = new MockShell();
        Assert.Equal(true, mock.Get("Test-QubridConnection").Single().BaseObject);
        Assert.Equal(true, mock.Get("Test-QubridConnection mock/echo").Single().BaseObject);
        var check = mock.Get("Test-QubridConnection -Detailed").Single();
        Assert.Equal("True openai/gpt-oss-120b True True True  ", Describe(check));
        Assert.InRange((double)check.GetValue("LatencySeconds")!, 0, 60);
        Assert.Empty(mock.Requests); // no chat request, which would use tokens
    }

    [Theory]
    [InlineData("401", "True False ", "Qubrid.Unauthorized", "who are you")]
    [InlineData("403", "True False ", "Qubrid.Unauthorized", "not you")]
    [InlineData("404", "True  ", "Qubrid.NotFound", "no list")]
    [InlineData("429", "True  ", "Qubrid.RateLimited", "slow down")]
    [InlineData("503", "True  ", "Qubrid.ServerError", "busy")]
    [InlineData("no JSON", "True  ", "Qubrid.InvalidResponse", "not a list of models")]
    [InlineData("another model", "True True False", "Qubrid.NotFound", "The model 'openai/gpt-oss-120b' was not found")]
    public async Task Service_response_determines_the_result(string response, string expected, string id, string message)
    {
        await using var service = await StubServer.StartAsync(s_services[response]);
        using var shell = service.Connect();
        var check = shell.Get("Test-QubridConnection -Detailed").Single();
        Assert.StartsWith($"False openai/gpt-oss-120b {expected} {id} ", Describe(check), StringComparison.Ordinal);
        Assert.Contains(message, check.GetText("Error"), StringComparison.Ordinal);
        Assert.EndsWith(".", check.GetText("RecommendedAction"), StringComparison.Ordinal);
        Assert.Single(service.Bodies); // one request: a retry would hide a failure
        Assert.NotNull(check.GetValue("LatencySeconds"));

        var plainShell = shell.Run("Test-QubridConnection -Verbose");
        Assert.Equal(false, plainShell.Output.Single().BaseObject);
        Assert.Empty(plainShell.AllErrors);
        Assert.Contains(plainShell.Verbose, line => line.StartsWith(id + ": ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Explicit_retry_count_is_used()
    {
        await using var service = await StubServer.StartAsync(context => StubResponses.SendErrorAsync(context, 503, "busy"));
        using var shell = service.Connect();
        shell.Get("Test-QubridConnection -MaximumRetryCount 2");
        Assert.Equal(3, service.Bodies.Count);
    }

    [Fact]
    public void Closed_port_is_reported_as_unreachable()
    {
        using var shell = new Shell();
        var check = shell.Get("Connect-Qubrid k -BaseUri http://127.0.0.1:1/v1; Test-QubridConnection -Detailed").Single();
        Assert.StartsWith("False openai/gpt-oss-120b False   Qubrid.ConnectionFailed ", Describe(check), StringComparison.Ordinal);
        Assert.Null(check.GetValue("LatencySeconds"));
    }

    [Fact]
    public async Task Timeout_ends_the_check()
    {
        await using var service = await StubServer.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var shell = service.Connect();
        var check = shell.Get("Test-QubridConnection -Detailed -TimeoutSeconds 0.3").Single();
        Assert.StartsWith("False openai/gpt-oss-120b False   Qubrid.Timeout ", Describe(check), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_the_pipeline_ends_the_check()
    {
        var requestReceived = new TaskCompletionSource();
        await using var service = await StubServer.StartAsync(context =>
        {
            requestReceived.TrySetResult();
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var shell = service.Connect();
        using var pipeline = shell.Create("Test-QubridConnection");
        pipeline.BeginInvoke();
        await requestReceived.Task.WaitAsync(TimeSpan.FromSeconds(5));
        await pipeline.StopAsync(null, null).WaitAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(PSInvocationState.Stopped, pipeline.InvocationStateInfo.State);
    }

    [Theory]
    [InlineData(null, null, "Qubrid.NoApiKey")]
    [InlineData("two words", null, "Qubrid.InvalidApiKey")]
    [InlineData("k", "http://example.com/v1", "Qubrid.InvalidBaseUri")]
    [InlineData("k", "nonsense", "Qubrid.InvalidBaseUri")]
    public void Invalid_settings_are_reported_without_a_request(string? key, string? address, string id)
    {
        using var environment = new EnvironmentScope(key, address, "env/model");
        using var shell = new Shell();
        Assert.Equal(false, shell.Get("Test-QubridConnection").Single().BaseObject);
        Assert.StartsWith($"False env/model    {id} ", Describe(shell.Get("Test-QubridConnection -Detailed").Single()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_sends_nothing_and_the_given_connection_is_used()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("j.jsonl"), "");
        using var mock = new MockShell();
        mock.Get($"$replay = Connect-Qubrid -Journal {folder.File("j.jsonl")} -JournalMode Replay -PassThru; Connect-Qubrid k -BaseUri $mock.BaseUri");
        var check = mock.Get("Test-QubridConnection -Connection $replay -Detailed").Single();
        Assert.StartsWith("False openai/gpt-oss-120b    Qubrid.JournalMiss ", Describe(check), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Result_is_shown_as_a_list_without_control_characters()
    {
        await using var service = await StubServer.StartAsync(context => StubResponses.SendErrorAsync(context, 401, "\u001b[31mno"));
        using var shell = service.Connect("-Model m");
        var screenText = shell.Show("Test-QubridConnection -Detailed");
        Assert.Matches("Succeeded +: False\nBaseUri +: http.*\nModel +: m\nReachable +: True\nAuthenticated : False\nModelFound +: \\(unknown\\)\nLatency +: [0-9.]+ s\nError +: Qubrid.Unauthorized: .*␛\\[31mno", screenText);
    }

    private static string Describe(PSObject check) => string.Join(
        ' ', new[] { "Succeeded", "Model", "Reachable", "Authenticated", "ModelFound", "ErrorId", "Error" }.Select(name => check.GetText(name)));
}
