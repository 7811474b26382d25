using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Faults;

/// <summary>Tests that the key and header values are sent in one header only and stored nowhere, even if the server echoes them.</summary>
public class SecretLeakTests(SharedShell session) : IClassFixture<SharedShell>
{
    private const string Key = StubServer.TestKey;
    private const string VerboseInvocation = "$VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'; ";

    private static readonly Dictionary<string, Func<HttpContext, Task>> s_servers = new()
    {
        ["a completion without the key"] = context => StubResponses.SendStreamAsync(context, "one ", "two"),
        ["a completion with the key"] = context => StubResponses.SendStreamAsync(context, "your key: ", Key),
        ["a completion with the key in single characters"] = context => StubResponses.SendStreamAsync(context, [.. $"s{Key}s".Select(character => character.ToString())]),
        ["a completion with the key in every field"] = context =>
            FaultResponses.Send($"data: {SseFixtures.CompletionFields(Key, "delta")}\n\n{SseFixtures.DoneStream("x")}", SseFixtures.CompletionFields(Key))(context, true),
        ["a partial completion with the key"] = context => FaultResponses.Send(SseFixtures.PartialStream + SseFixtures.StartedStream(Key), "", FaultResponses.BreakConnection())(context, true),
        ["an error body"] = context => StubResponses.SendErrorAsync(context, 401, $"Incorrect API key provided: {Key}"),
        ["an error page"] = context => FaultResponses.SendStatus(502, $"<html><title>{Key}</title></html>")(context, true),
        ["a header"] = EchoHeaders,
        ["a redirect"] = context => FaultResponses.SendStatus(302, "", ("Location", "https://evil.invalid/" + Key))(context, true),
        ["a reason phrase"] = context =>
        {
            context.Response.StatusCode = 500;
            context.Features.Get<IHttpResponseFeature>()!.ReasonPhrase = "No " + Key;
            return Task.CompletedTask;
        },
        ["an error event"] = context => FaultResponses.Send(SseFixtures.PartialStream + $"data: {{\"error\":{{\"message\":\"{Key}\",\"type\":\"{Key}\"}}}}\n\n", "")(context, true),
        ["an event that is not valid JSON"] = context => FaultResponses.Send(SseFixtures.PartialStream + $"data: {Key}\n\n", "")(context, true),
        ["a body that is not valid JSON"] = context => FaultResponses.WithContentType("text/plain", Key, Key)(context, true),
        ["a broken stream"] = context => FaultResponses.PartialThen(FaultResponses.BreakConnection())(context, true),
    };

    public static TheoryData<string, InvocationMode> Servers { get; } = new MatrixTheoryData<string, InvocationMode>(s_servers.Keys, InvocationModes.All);

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Key_is_not_leaked_when_the_server_echoes(string echo, InvocationMode mode)
    {
        await using var service = await StubServer.StartAsync(s_servers[echo]);
        service.Connect(session.Shell, "-MaximumRetryCount 1");
        AssertNoLeak(mode);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Header_value_is_not_leaked_when_the_server_echoes(string echo, InvocationMode mode)
    {
        await using var service = await StubServer.StartAsync(s_servers[echo]);
        session.Shell.Get("param($uri, $value) Connect-Qubrid another-key -BaseUri $uri -MaximumRetryCount 1 -RetryIntervalSec 0.01 -Headers @{ 'X-Gateway-Key' = $value }", service.BaseUri, Key);
        AssertNoLeak(mode);
    }

    [Fact]
    public void Leak_detector_finds_a_planted_key()
    {
        var detector = new SecretLeakDetector(Key);
        detector.Inspect(new PSObject(new { A = new[] { new InvalidOperationException("x", new IOException($"no {Key} here")) } }), "it");
        Assert.Contains("it.A[0].InnerException.Message", detector.Paths);
    }

    [Fact]
    public void Mock_server_does_not_store_the_key()
    {
        using var shell = new Shell();
        var detector = new SecretLeakDetector(Key);
        detector.Inspect(shell.Get("param($key) $mock = Start-QubridMockServer; Connect-Qubrid $key -BaseUri $mock.BaseUri; Invoke-QubridChat hi; $mock; $mock.Requests", Key), "mock");
        detector.Inspect(shell.Show("$mock; $mock.Requests"), "what Out-Default shows of the mock");
        Assert.Empty(detector.Paths);
    }

    [Fact]
    public async Task Checkpoint_does_not_contain_the_key_of_the_request()
    {
        using var folder = new TemporaryFolder();
        await using var service = await StubServer.StartAsync(context => StubResponses.SendStreamAsync(context, "your key: ", Key));
        using var shell = service.Connect();
        shell.Get($"param($file) 'item' | Invoke-QubridChat 'is {Key} mine?' -Each -Checkpoint $file", folder.File("c.jsonl"));
        var checkpointText = await File.ReadAllTextAsync(folder.File("c.jsonl"));
        Assert.Contains("[key removed]", checkpointText, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, checkpointText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(InvocationMode.Default)]
    [InlineData(InvocationMode.Stream)]
    [InlineData(InvocationMode.Live)]
    [InlineData(InvocationMode.Batch)]
    public async Task Echoed_key_is_replaced_and_the_other_text_is_unchanged(InvocationMode mode)
    {
        await using var service = await StubServer.StartAsync(context => StubResponses.SendStreamAsync(context, "yours", " is s", Key[..4], Key[4..], ", sk-canary, s"));
        using var shell = service.Connect();
        var result = shell.Run(mode.GetScript());
        const string text = "yours is s[key removed], sk-canary, s";
        Assert.Equal(text, string.Concat(result.Output.Select(output => output.GetText())));
        if (mode == InvocationMode.Live)
        {
            Assert.Equal(text, string.Concat(result.Information.Select(record => record.ToString())));
        }

        var completion = mode == InvocationMode.Stream ? PSObject.AsPSObject(result.Output[^1].GetValue("Completion")) : result.Output[^1];
        Assert.Equal(text, completion.GetText());
    }

    [Fact]
    public async Task Continued_conversation_does_not_contain_the_key()
    {
        await using var service = await StubServer.StartAsync(context => StubResponses.SendStreamAsync(context, Key[..7], Key[7..]));
        using var shell = service.Connect();
        shell.Get("Invoke-QubridChat hi | Invoke-QubridChat 'And now?'");
        Assert.All(service.Bodies, body => Assert.DoesNotContain(Key, body, StringComparison.Ordinal));
        Assert.Contains("[key removed]", service.Bodies.Last(), StringComparison.Ordinal);
    }

    private void AssertNoLeak(InvocationMode mode)
    {
        var shell = session.Shell;
        var detector = new SecretLeakDetector(Key);
        var result = shell.Run($"& {{ {VerboseInvocation}{mode.GetScript()} }}");
        detector.Inspect(result.Output, "output");
        detector.Inspect(result.AllErrors, "error");
        detector.Inspect(result.AllErrors.Select(error => error.Exception.ToString()), "exception's text");
        detector.Inspect(new object[] { result.Verbose, result.Debug, result.Warnings, result.Information, result.Progress }, "stream");
        detector.Inspect(shell.Show(mode.GetScript()), "what Out-Default shows");
        detector.Inspect(shell.Host.Screen.Text, "screen");
        detector.Inspect(shell.Host.Screen.Progress, "progress");
        detector.Inspect(shell.Get("Get-QubridConnection"), "connection");
        detector.Inspect(shell.Show("Get-QubridConnection"), "what Out-Default shows of the connection");
        Assert.Empty(detector.Paths);
        Assert.True(detector.ObjectsVisited > 20, "Too few objects were visited.");
        Assert.True(result.Verbose.Count > 0, "There are no verbose lines that could contain the key.");
    }

    private static Task EchoHeaders(HttpContext context)
    {
        context.Response.Headers["x-request-id"] = Key;
        context.Response.Headers["x-echo"] = $"Bearer {Key}";
        context.Response.Headers.RetryAfter = Key;
        return FaultResponses.SendStatus(400, "no")(context, true);
    }
}
