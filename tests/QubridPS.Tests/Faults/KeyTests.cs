using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Faults;

/// <summary>The key goes into one header. It is looked for in everything else, also where the server sends it back.</summary>
public class KeyTests
{
    private const string Key = FakeService.TestKey;
    private const string Talkative = "$VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'; ";

    private static readonly Dictionary<string, Func<HttpContext, Task>> s_servers = new()
    {
        ["a plain answer"] = context => Wire.StreamAsync(context, "one ", "two"),
        ["an answer with it"] = context => Wire.StreamAsync(context, "your key: ", Key),
        ["an answer with it in pieces"] = context => Wire.StreamAsync(context, [.. $"s{Key}s".Select(character => character.ToString())]),
        ["an answer with it in every field"] = context =>
            Act.Send($"data: {Events.Fields(Key, "delta")}\n\n{Events.Done("x")}", Events.Fields(Key))(context, true),
        ["half an answer with it"] = context => Act.Send(Events.Half + Events.Begun(Key), "", Act.Break())(context, true),
        ["an error body"] = context => Wire.ErrorAsync(context, 401, $"Incorrect API key provided: {Key}"),
        ["an error page"] = context => Act.Status(502, $"<html><title>{Key}</title></html>")(context, true),
        ["a header"] = Headers,
        ["a redirect"] = context => Act.Status(302, "", ("Location", "https://evil.invalid/" + Key))(context, true),
        ["the words behind the status"] = context =>
        {
            context.Response.StatusCode = 500;
            context.Features.Get<IHttpResponseFeature>()!.ReasonPhrase = "No " + Key;
            return Task.CompletedTask;
        },
        ["an error event"] = context => Act.Send(Events.Half + $"data: {{\"error\":{{\"message\":\"{Key}\",\"type\":\"{Key}\"}}}}\n\n", "")(context, true),
        ["an event that is no JSON"] = context => Act.Send(Events.Half + $"data: {Key}\n\n", "")(context, true),
        ["a body that is no JSON"] = context => Act.Typed("text/plain", Key, Key)(context, true),
        ["a broken stream"] = context => Act.Half(Act.Break())(context, true),
    };

    public static TheoryData<string, Mode> Servers { get; } = new MatrixTheoryData<string, Mode>(s_servers.Keys, Modes.All);

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task The_key_is_nowhere_when_the_server_sends_back(string what, Mode mode)
    {
        await using var service = await FakeService.StartAsync(s_servers[what]);
        using var shell = service.Connect("-MaximumRetryCount 1");
        var canary = new Canary(Key);
        var result = shell.Run(Talkative + mode.Script());
        canary.Look(result.Output, "output");
        canary.Look(result.AllErrors, "error");
        canary.Look(result.AllErrors.Select(error => error.Exception.ToString()), "exception's text");
        canary.Look(new object[] { result.Verbose, result.Debug, result.Warnings, result.Information, result.Progress }, "stream");
        canary.Look(shell.Show(mode.Script()), "what Out-Default shows");
        canary.Look(shell.Host.Screen.Text, "screen");
        canary.Look(shell.Host.Screen.Progress, "progress");
        canary.Look(shell.Get("Get-QubridConnection"), "connection");
        canary.Look(shell.Show("Get-QubridConnection"), "what Out-Default shows of the connection");
        Assert.Empty(canary.Found);
        Assert.True(canary.Looked > 20, "too little was looked at");
        Assert.True(result.Verbose.Count > 0, "nothing was said that could have told it");
    }

    [Fact]
    public void The_canary_sings_where_there_is_a_key()
    {
        var canary = new Canary(Key);
        canary.Look(new PSObject(new { A = new[] { new InvalidOperationException("x", new IOException($"no {Key} here")) } }), "it");
        Assert.Contains("it.A[0].InnerException.Message", canary.Found);
    }

    [Fact]
    public void The_mock_server_does_not_keep_it()
    {
        using var shell = new Shell();
        var canary = new Canary(Key);
        canary.Look(shell.Get("param($key) $mock = Start-QubridMockServer; Connect-Qubrid $key -BaseUri $mock.BaseUri; Invoke-QubridChat hi; $mock; $mock.Requests", Key), "mock");
        canary.Look(shell.Show("$mock; $mock.Requests"), "what Out-Default shows of the mock");
        Assert.Empty(canary.Found);
    }

    [Fact]
    public async Task A_checkpoint_does_not_hold_it_even_where_the_request_does()
    {
        using var folder = new TemporaryFolder();
        await using var service = await FakeService.StartAsync(context => Wire.StreamAsync(context, "your key: ", Key));
        using var shell = service.Connect();
        shell.Get($"param($file) 'item' | Invoke-QubridChat 'is {Key} mine?' -Each -Checkpoint $file", folder.File("c.jsonl"));
        var kept = await File.ReadAllTextAsync(folder.File("c.jsonl"));
        Assert.Contains("[key removed]", kept, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, kept, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Mode.Whole)]
    [InlineData(Mode.Stream)]
    [InlineData(Mode.Live)]
    [InlineData(Mode.Batch)]
    public async Task The_rest_of_an_answer_is_left_and_a_mark_stands_in_its_place(Mode mode)
    {
        await using var service = await FakeService.StartAsync(context => Wire.StreamAsync(context, "yours", " is s", Key[..4], Key[4..], ", sk-canary, s"));
        using var shell = service.Connect();
        var result = shell.Run(mode.Script());
        const string text = "yours is s[key removed], sk-canary, s";
        Assert.Equal(text, string.Concat(result.Output.Select(output => output.Text())));
        if (mode == Mode.Live)
        {
            Assert.Equal(text, string.Concat(result.Information.Select(record => record.ToString())));
        }

        var completion = mode == Mode.Stream ? PSObject.AsPSObject(result.Output[^1].Get("Completion")) : result.Output[^1];
        Assert.Equal(text, completion.Text());
    }

    [Fact]
    public async Task It_is_not_told_to_a_continued_conversation()
    {
        await using var service = await FakeService.StartAsync(context => Wire.StreamAsync(context, Key[..7], Key[7..]));
        using var shell = service.Connect();
        shell.Get("Invoke-QubridChat hi | Invoke-QubridChat 'And now?'");
        Assert.All(service.Bodies, body => Assert.DoesNotContain(Key, body, StringComparison.Ordinal));
        Assert.Contains("[key removed]", service.Bodies.Last(), StringComparison.Ordinal);
    }

    private static Task Headers(HttpContext context)
    {
        context.Response.Headers["x-request-id"] = Key;
        context.Response.Headers["x-echo"] = $"Bearer {Key}";
        context.Response.Headers.RetryAfter = Key;
        return Act.Status(400, "no")(context, true);
    }
}
